package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import dev.countersign.verification.KnownContent;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.Resemblance;
import dev.countersign.verification.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a file of the tag is easily confused with, so that a difference can be explained: its
 * other line ends, its Git LFS object or pointer, its successor on the default branch. Asked only
 * where files differ, and for a few of them.
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS pointers</a>
 */
final class LookAlikeContents {
  /** Files that are explained: most differences of a release have one cause. */
  static final int MOST_FILES = 10;

  private static final long LARGEST_FILE = 1L << 20;

  /** There are ten extensions at most: their order is one digit. */
  private static final Pattern LFS_POINTER =
      Pattern.compile(
          """
          version https://git-lfs\\.github\\.com/spec/v1
          (?:ext-[^\n]{1,200}
          ){0,10}oid sha256:([0-9a-f]{64})
          size [0-9]{1,19}
          """);

  private final MaterialSource source;

  LookAlikeContents(MaterialSource source) {
    this.source = source;
  }

  /**
   * The contents that may explain these differences.
   *
   * @param differing at most {@link #MOST_FILES} entries and the files of the tag that they are
   *     about
   * @param branchHead commit of the default branch
   */
  List<KnownContent> of(RepositoryTarget target, List<Difference> differing, String branchHead) {
    List<KnownContent> known = new ArrayList<>();
    try {
      differing.forEach(difference -> add(target, difference, branchHead, known));
    } catch (GitHubUnavailableException | GitHubRefusedException e) {
      // An explanation is welcome; the verdict does not wait for it.
    }
    return known;
  }

  private void add(
      RepositoryTarget target, Difference difference, String branchHead, List<KnownContent> known) {
    TreeEntry file = difference.file();
    String path = file.path();
    Digest.Algorithm algorithm = difference.entry().digest().algorithm();
    within(() -> Optional.of(source.blob(target, file.objectId(), LARGEST_FILE)))
        .ifPresent(
            content -> {
              String text = new String(content, ISO_8859_1);
              String lf = text.replace("\r\n", "\n");
              add(known, path, Resemblance.LF_LINE_ENDS, algorithm, lf);
              add(known, path, Resemblance.CRLF_LINE_ENDS, algorithm, lf.replace("\n", "\r\n"));
              add(known, path, Resemblance.LFS_POINTER, algorithm, pointer(content));
              Matcher pointer = LFS_POINTER.matcher(text);
              if (pointer.matches()) {
                known.add(
                    new KnownContent(
                        path,
                        Resemblance.LFS_OBJECT,
                        new Digest(Digest.Algorithm.SHA_256, pointer.group(1))));
              }
            });
    within(() -> source.file(target, branchHead, path, LARGEST_FILE))
        .map(content -> Digest.over(algorithm, content))
        .ifPresent(digest -> known.add(new KnownContent(path, Resemblance.DEFAULT_BRANCH, digest)));
  }

  /** Nothing, where a file is too large to be explained. */
  private static Optional<byte[]> within(Supplier<Optional<byte[]>> content) {
    try {
      return content.get();
    } catch (ContentLimitException e) {
      return Optional.empty();
    }
  }

  private static void add(
      List<KnownContent> known,
      String path,
      Resemblance resemblance,
      Digest.Algorithm algorithm,
      String content) {
    Digest digest = Digest.over(algorithm, content.getBytes(ISO_8859_1));
    known.add(new KnownContent(path, resemblance, digest));
  }

  private static String pointer(byte[] content) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
        .formatted(Digest.sha256(content).hex(), content.length);
  }

  /**
   * An entry with another digest than the file at the tag.
   *
   * @param entry what is listed
   * @param file what the tag has
   */
  record Difference(ManifestEntry entry, TreeEntry file) {}
}
