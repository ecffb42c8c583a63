package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.materials.LookAlikeContents.Difference;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import dev.countersign.verification.KnownContent;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.Resemblance;
import dev.countersign.verification.TreeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LookAlikeContentsTest {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(1, 2, RepositoryName.parse("octo/demo"));
  private static final String HEAD = "b".repeat(40);
  private static final Digest.Algorithm ALGORITHM = Digest.Algorithm.SHA_512;

  private final FakeMaterialSource source = new FakeMaterialSource();

  @Test
  @Tag("threat-18")
  void knowsAFileWithItsOtherLineEnds() {
    assertThat(of("a\r\nb\nc", ""))
        .contains(known(Resemblance.LF_LINE_ENDS, "a\nb\nc"))
        .contains(known(Resemblance.CRLF_LINE_ENDS, "a\r\nb\r\nc"));
  }

  @Test
  @Tag("threat-18")
  void knowsTheObjectOfAGitLfsPointer() {
    String oid = Digest.sha256("large".getBytes(UTF_8)).hex();

    assertThat(
            of(
                """
                version https://git-lfs.github.com/spec/v1
                ext-0-foo sha256:%s
                oid sha256:%s
                size 5
                """
                    .formatted(oid, oid),
                ""))
        .contains(
            new KnownContent(
                "app.bin", Resemblance.LFS_OBJECT, new Digest(Digest.Algorithm.SHA_256, oid)));
  }

  @Test
  @Tag("threat-18")
  void knowsTheGitLfsPointerToAFile() {
    assertThat(of("large", ""))
        .contains(
            known(
                Resemblance.LFS_POINTER,
                """
                version https://git-lfs.github.com/spec/v1
                oid sha256:%s
                size 5
                """
                    .formatted(Digest.sha256("large".getBytes(UTF_8)).hex())));
  }

  @Test
  void takesNoFileOfManyExtensionsForAGitLfsPointer() {
    String oid = Digest.sha256("large".getBytes(UTF_8)).hex();

    assertThat(
            of(
                "version https://git-lfs.github.com/spec/v1\n"
                    + "ext-a\n".repeat(100_000)
                    + "oid sha256:"
                    + oid
                    + "\nsize 5\n",
                ""))
        .extracting(KnownContent::resemblance)
        .doesNotContain(Resemblance.LFS_OBJECT);
  }

  @Test
  void knowsTheFileOnTheDefaultBranch() {
    assertThat(of("old", "new")).contains(known(Resemblance.DEFAULT_BRANCH, "new"));
  }

  @Test
  void leavesAFileUnexplainedThatGitHubDoesNotGive() {
    Difference unknown =
        new Difference(
            new ManifestEntry(1, Digest.over(ALGORITHM, new byte[0]), "app.bin"),
            new TreeEntry("app.bin", TreeEntry.Kind.FILE, "c".repeat(40), 1));

    assertThat(new LookAlikeContents(source).of(TARGET, List.of(unknown), HEAD)).isEmpty();
  }

  @Test
  void leavesAFileUnexplainedThatIsTooLarge() {
    source.commit(HEAD, Map.of());

    assertThat(
            new LookAlikeContents(source)
                .of(TARGET, List.of(difference("x".repeat(1 + (1 << 20)))), HEAD))
        .isEmpty();
  }

  private List<KnownContent> of(String atTag, String onBranch) {
    source.commit(HEAD, Map.of("app.bin", onBranch.getBytes(UTF_8)));
    return new LookAlikeContents(source).of(TARGET, List.of(difference(atTag)), HEAD);
  }

  private Difference difference(String atTag) {
    return new Difference(
        new ManifestEntry(1, Digest.over(ALGORITHM, "listed".getBytes(UTF_8)), "app.bin"),
        new TreeEntry(
            "app.bin", TreeEntry.Kind.FILE, source.addBlob(atTag.getBytes(UTF_8)), atTag.length()));
  }

  private static KnownContent known(Resemblance resemblance, String content) {
    return new KnownContent(
        "app.bin", resemblance, Digest.over(ALGORITHM, content.getBytes(UTF_8)));
  }
}
