package dev.countersign.report;

import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.Digest;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.SigningFacts.LogEvidence;
import dev.countersign.verification.Status;
import dev.countersign.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts made by hand. */
final class Verdicts {
  static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";
  static final String WORKFLOW = ".github/workflows/release-to-pypi.yaml";
  static final Release V0_0_13 = release("mayaCostantini/pyconfr-sigstore-demo", "v0.0.13");
  static final Release V1_2_0 = release("octo-org/octo-app", "v1.2.0");

  private static final String SELF = "checksums-1676301410.txt";
  private static final String OID = "1.3.6.1.4.1.57264.1.";

  private Verdicts() {}

  static Release release(String repository, String tag) {
    return new Release(
        "https://github.com",
        RepositoryName.parse(repository),
        600_000_000L,
        1_000_000L,
        Instant.parse("2022-11-08T09:00:00Z"),
        "public",
        tag,
        COMMIT,
        Optional.empty());
  }

  static String identity(Release release) {
    return release.repositoryUrl() + "/" + WORKFLOW + "@" + release.ref();
  }

  /** The real release that Countersign was made for. */
  static Verdict pyconfr() {
    SigningFacts facts =
        new SigningFacts(
            identity(V0_0_13),
            Map.of(
                OID + 1, "https://token.actions.githubusercontent.com",
                OID + 2, "release",
                OID + 3, COMMIT,
                OID + 4, "Sign package with Sigstore and release it to PyPI",
                OID + 5, "mayaCostantini/pyconfr-sigstore-demo",
                OID + 6, "refs/tags/v0.0.13"),
            Digest.sha256("certificate".getBytes(StandardCharsets.UTF_8)),
            Instant.parse("2023-02-13T15:16:59Z"),
            Instant.parse("2023-02-13T15:26:59Z"),
            Optional.of(Instant.parse("2023-02-13T15:17:00Z")),
            Optional.of(13_249_936L),
            Optional.of("https://rekor.sigstore.dev"),
            Optional.of(LogEvidence.LEGACY_PROMISE));
    return new Verdict(
        V0_0_13,
        List.of(
            new SetVerdict(
                SELF, Optional.of(facts), allPassed(V0_0_13, facts), pyconfrContents())));
  }

  static ContentsResult pyconfrContents() {
    List<EntryResult> results = new ArrayList<>();
    List.of(
            WORKFLOW,
            "CHANGELOG.md",
            ".gitignore",
            "OWNERS_ALIASES",
            SELF,
            "OWNERS",
            ".prow.yaml",
            "CONTRIBUTING.md",
            "template/version.py",
            "template/__init__.py",
            ".pre-commit-config.yaml",
            "LICENSE",
            "app.py",
            "README.md",
            "pyproject.toml")
        .forEach(
            path -> {
              ManifestEntry entry = entry(results.size() + 1, path);
              results.add(path.equals(SELF) ? new ManifestItself(entry) : new MatchesTag(entry));
            });
    for (String name : List.of("HEAD", "shallow", "FETCH_HEAD", "refs/tags/v0.0.13")) {
      results.add(confirmed(results.size() + 1, name, GitInternal.DETERMINED_BY_TAG));
    }
    for (String name : List.of("index", "config")) {
      results.add(new GitInternalNotCheckable(entry(results.size() + 1, ".git/" + name)));
    }
    for (String name : List.of("description", "info/exclude")) {
      results.add(confirmed(results.size() + 1, name, GitInternal.STOCK_TEMPLATE));
    }
    for (String hook :
        List.of(
            "pre-merge-commit",
            "fsmonitor-watchman",
            "commit-msg",
            "prepare-commit-msg",
            "post-update",
            "pre-commit",
            "pre-rebase",
            "pre-applypatch",
            "update",
            "applypatch-msg",
            "push-to-checkout",
            "pre-push",
            "pre-receive")) {
      String name = "hooks/" + hook + ".sample";
      results.add(confirmed(results.size() + 1, name, GitInternal.STOCK_TEMPLATE));
    }
    for (int i = 1; i <= 19; i++) {
      String id = digest("object" + i).hex().substring(0, 40);
      String name = "objects/" + id.substring(0, 2) + "/" + id.substring(2);
      results.add(confirmed(results.size() + 1, name, GitInternal.OBJECT_OF_TAG));
    }
    results.add(new GitInternalNotCheckable(entry(results.size() + 1, ".git/logs/HEAD")));
    return new ContentsResult(results, List.of());
  }

  /** Facts of a bundle as current clients write it. */
  static SigningFacts modernFacts(Release release) {
    String url = release.repositoryUrl();
    return new SigningFacts(
        identity(release),
        Map.ofEntries(
            Map.entry(OID + 1, "https://token.actions.githubusercontent.com"),
            Map.entry(OID + 2, "release"),
            Map.entry(OID + 3, COMMIT),
            Map.entry(OID + 4, "Release"),
            Map.entry(OID + 5, release.repository().fullName()),
            Map.entry(OID + 6, release.ref()),
            Map.entry(OID + 8, "https://token.actions.githubusercontent.com"),
            Map.entry(OID + 9, identity(release)),
            Map.entry(OID + 10, COMMIT),
            Map.entry(OID + 11, "github-hosted"),
            Map.entry(OID + 12, url),
            Map.entry(OID + 13, COMMIT),
            Map.entry(OID + 14, release.ref()),
            Map.entry(OID + 15, "600000000"),
            Map.entry(OID + 16, "https://github.com/" + release.repository().owner()),
            Map.entry(OID + 17, "1000000"),
            Map.entry(OID + 18, identity(release)),
            Map.entry(OID + 19, COMMIT),
            Map.entry(OID + 20, "release"),
            Map.entry(OID + 21, url + "/actions/runs/17123456789/attempts/1"),
            Map.entry(OID + 22, "public")),
        digest("modern certificate"),
        Instant.parse("2025-09-01T10:04:10Z"),
        Instant.parse("2025-09-01T10:14:10Z"),
        Optional.of(Instant.parse("2025-09-01T10:04:12Z")),
        Optional.of(456_789_012L),
        Optional.of("https://rekor.sigstore.dev"),
        Optional.of(LogEvidence.CHECKPOINT));
  }

  static ContentsResult contents(String... matching) {
    List<EntryResult> results = new ArrayList<>();
    for (String path : matching) {
      results.add(new MatchesTag(entry(results.size() + 1, path)));
    }
    return new ContentsResult(results, List.of());
  }

  /** A set of {@code v1.2.0} where these findings replace the passes of their checks. */
  static SetVerdict set(String manifest, ContentsResult contents, Finding... findings) {
    return set(manifest, modernFacts(V1_2_0), contents, findings);
  }

  static SetVerdict set(
      String manifest, SigningFacts facts, ContentsResult contents, Finding... findings) {
    List<Finding> all = new ArrayList<>(allPassed(V1_2_0, facts));
    for (Finding finding : findings) {
      if (finding.status() == Status.FAILED) {
        all.removeIf(other -> other.check() == finding.check() && other.status() == Status.PASSED);
      }
      all.add(finding);
    }
    all.sort(Comparator.comparing(Finding::check));
    return new SetVerdict(manifest, Optional.of(facts), all, contents);
  }

  /** A set whose later checks were not made because of {@code findings}. */
  static SetVerdict brokenOff(String manifest, Finding... findings) {
    return new SetVerdict(
        manifest, Optional.empty(), List.of(findings), ContentsResult.NOTHING_COMPARED);
  }

  static Verdict verdict(SetVerdict... sets) {
    return new Verdict(V1_2_0, List.of(sets));
  }

  static List<Finding> allPassed(Release release, SigningFacts facts) {
    return Arrays.stream(Check.values())
        .map(check -> Finding.passed(check, actual(check, release, facts)))
        .toList();
  }

  static ManifestEntry entry(int line, String path) {
    return new ManifestEntry(line, digest(path), path);
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  private static EntryResult confirmed(int line, String name, GitInternal kind) {
    return new GitInternalConfirmed(entry(line, ".git/" + name), kind);
  }

  private static String actual(Check check, Release release, SigningFacts facts) {
    return switch (check) {
      case MATERIALS -> "bundle, signature and certificate agree";
      case SIGNATURE -> "ECDSA signature over the manifest";
      case CERTIFICATE -> "issued by sigstore-intermediate";
      case CERTIFICATE_TRANSPARENCY -> "1 signed certificate timestamp";
      case LOG_ENTRY -> "entry " + facts.logIndex().map(String::valueOf).orElse("");
      case SIGNING_TIME -> facts.signedAt().map(String::valueOf).orElse("");
      case SIGNER -> facts.subjectAlternativeName();
      case ISSUER -> "https://token.actions.githubusercontent.com";
      case TRIGGER -> "release";
      case REPOSITORY -> release.repository().fullName();
      case TAG -> release.ref();
      case COMMIT -> release.commit();
      case MANIFEST -> "every line is readable";
      case CONTENTS -> "";
    };
  }
}
