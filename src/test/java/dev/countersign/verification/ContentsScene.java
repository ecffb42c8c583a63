package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A release of {@code app.py} and a link, and what comparing a manifest with it finds. */
class ContentsScene {
  static final String COMMIT = "a".repeat(40);
  static final String MANIFEST = "checksums-1.txt";

  final Findings findings = new Findings();
  List<ReleaseAsset> assets = List.of();
  List<KnownContent> known = List.of();
  Set<String> earlier = Set.of();
  Set<String> unread = Set.of();

  List<ReasonCode> reasons() {
    return findings.inOrder().stream()
        .filter(finding -> finding.status() == Status.FAILED)
        .map(Finding::reason)
        .toList();
  }

  ContentsResult check(String manifest, Unlisted unlisted, String... furtherFiles) {
    MaterialFile file = file(MANIFEST, manifest);
    return check(List.of(file), file, unlisted, List.of(furtherFiles));
  }

  ContentsResult check(
      List<MaterialFile> manifests,
      MaterialFile manifest,
      Unlisted unlisted,
      List<String> furtherFiles) {
    VerificationInput input =
        new VerificationInput(
            new Release(
                "https://github.com",
                RepositoryName.parse("octo/demo"),
                1,
                2,
                Instant.EPOCH,
                "public",
                "v1",
                COMMIT,
                Optional.empty()),
            manifests.stream().map(ContentsScene::set).toList(),
            new ReleaseFiles(tree(furtherFiles), assets, Optional.empty(), known),
            new SignerPolicy(List.of(), Set.of("release"), "https://issuer", false),
            new ContentsPolicy(unlisted, List.of(Glob.ofPath("link")), earlier),
            Instant.EPOCH);
    return new ContentsCheck(input).check(set(manifest), findings);
  }

  TaggedTree tree(List<String> furtherFiles) {
    List<TreeEntry> entries =
        new ArrayList<>(
            List.of(
                new TreeEntry("app.py", TreeEntry.Kind.FILE, "1".repeat(40), 3),
                new TreeEntry("link", TreeEntry.Kind.SYMBOLIC_LINK, "2".repeat(40), 3)));
    Map<String, Digest> digests = new HashMap<>();
    digests.put("app.py", digest("app"));
    for (String path : furtherFiles) {
      entries.add(new TreeEntry(path, TreeEntry.Kind.FILE, "3".repeat(40), 3));
      digests.put(path, digest("further"));
    }
    digests.keySet().removeAll(unread);
    return new TaggedTree(
        COMMIT,
        "4".repeat(40),
        entries,
        digests,
        unread.isEmpty() ? Optional.empty() : Optional.of("too many bytes"));
  }

  private static MaterialSet set(MaterialFile manifest) {
    return new MaterialSet(manifest, List.of(), List.of(), List.of());
  }

  static MaterialFile file(String path, String content) {
    return new MaterialFile(path, content.getBytes(UTF_8));
  }

  static ReleaseAsset asset(String name, String content) {
    return new ReleaseAsset(name, Map.of(Digest.Algorithm.SHA_256, digest(content)));
  }

  static String line(String content, String path) {
    return digest(content) + "  " + path + "\n";
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(UTF_8));
  }
}
