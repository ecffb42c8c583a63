package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What GitHub attests about an immutable release, compared with the release: repository, tag,
 * commit and assets.
 *
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/predicates/release.md">in-toto
 *     release predicate</a>
 */
final class ReleaseAttestation implements Signer {
  private static final Set<String> PREDICATES =
      Set.of(
          "https://in-toto.io/attestation/release/v0.1",
          "https://in-toto.io/attestation/release/v0.2");

  private final ExpectedRelease release;

  ReleaseAttestation(ExpectedRelease release) {
    this.release = release;
  }

  /** An issuer would be one of workflows: GitHub's own certificates have none. */
  static void requireNoIssuer(SignerEvidence evidence, Findings findings) {
    for (Claim claim : new Claim[] {Claim.ISSUER, Claim.ISSUER_V1}) {
      evidence
          .claims()
          .get(claim)
          .ifPresent(
              issuer ->
                  findings.add(
                      Finding.failed(Check.ISSUER, ReasonCode.ISSUER_MISMATCH, "none", issuer)
                          .about(claim)));
    }
    findings.passUnlessFailed(Check.ISSUER, "none: GitHub itself");
  }

  @Override
  public void check(SignerEvidence evidence, Findings findings) {
    Optional<InTotoStatement> statement =
        evidence.statement().filter(one -> PREDICATES.contains(one.predicateType()));
    if (statement.isEmpty()) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a statement about a release",
          evidence.statement().map(InTotoStatement::predicateType).orElse("no statement"));
      return;
    }
    try {
      checkPredicate(statement.get().predicate(), findings);
    } catch (IllegalArgumentException e) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.STATEMENT_UNREADABLE,
          "a release with repository, ids and tag",
          String.valueOf(e.getMessage()));
    }
    if (!release.objects().isEmpty()) {
      checkCommit(statement.get(), findings);
    }
    release.assets().ifPresent(assets -> checkAssets(assets, statement.get(), findings));
  }

  private void checkPredicate(JsonNode predicate, Findings findings) {
    String repository = JsonObjects.string(predicate, "repository");
    if (!release.repository().isNamed(repository)) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.REPOSITORY_MISMATCH,
          release.repository().fullName(),
          repository);
    }
    String repositoryId = JsonObjects.string(predicate, "repositoryId");
    checkId("repository id ", release.repositoryId(), repositoryId, findings);
    checkId("owner id ", release.ownerId(), JsonObjects.string(predicate, "ownerId"), findings);
    findings.passUnlessFailed(Check.REPOSITORY, repository + ", id " + repositoryId);
    String tag = JsonObjects.string(predicate, "tag");
    if (!tag.equals(release.tag())) {
      findings.fail(Check.TAG, ReasonCode.TAG_MISMATCH, release.tag(), tag);
    }
    findings.passUnlessFailed(Check.TAG, tag);
  }

  private static void checkId(
      String what, OptionalLong expected, String actual, Findings findings) {
    if (expected.isPresent() && !actual.equals(Long.toString(expected.getAsLong()))) {
      findings.fail(
          Check.REPOSITORY,
          ReasonCode.REPOSITORY_MISMATCH,
          what + expected.getAsLong(),
          what + actual);
    }
  }

  /**
   * The tag stands among the subjects, as a package URL with the object that its ref named: a
   * commit, or the tag object of an annotated tag. A subject about any other object is one too
   * many.
   */
  private void checkCommit(InTotoStatement statement, Findings findings) {
    TreeSet<String> attested = new TreeSet<>();
    for (InTotoStatement.Subject subject : statement.subjects()) {
      if (!subject.uri().isEmpty()) {
        attested.add(subject.digests().getOrDefault("sha1", "no commit"));
      }
    }
    String actual = attested.isEmpty() ? "no commit" : String.join(", ", attested);
    if (attested.isEmpty() || !release.objects().containsAll(attested)) {
      findings.fail(
          Check.COMMIT,
          ReasonCode.TAG_MOVED,
          String.join(" or ", new TreeSet<>(release.objects())),
          actual);
    }
    findings.passUnlessFailed(Check.COMMIT, actual);
  }

  private static void checkAssets(
      Map<String, Digest> assets, InTotoStatement statement, Findings findings) {
    Map<String, String> attested = new TreeMap<>();
    for (InTotoStatement.Subject subject : statement.subjects()) {
      if (subject.uri().isEmpty()) {
        attested.merge(
            subject.name(),
            subject.digests().getOrDefault("sha256", "no SHA-256"),
            (one, other) -> one.equals(other) ? one : one + " and " + other);
      }
    }
    TreeSet<String> names = new TreeSet<>(attested.keySet());
    names.addAll(assets.keySet());
    for (String name : names) {
      String expected =
          Optional.ofNullable(assets.get(name)).map(Digest::hex).orElse("no such asset");
      String actual = attested.getOrDefault(name, "not attested");
      if (!expected.equals(actual)) {
        findings.fail(
            Check.CONTENTS,
            ReasonCode.ASSET_MISMATCH,
            name + ": " + expected,
            name + ": " + actual);
      }
    }
    findings.passUnlessFailed(
        Check.CONTENTS, assets.size() + (assets.size() == 1 ? " asset" : " assets"));
  }
}
