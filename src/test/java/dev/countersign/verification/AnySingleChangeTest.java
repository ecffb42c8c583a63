package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generated tree of odd names and its list, in the form that {@link ChecksumToolsTest} holds
 * against the tools: it verifies as it is, and any single change to a file, a name or a line is
 * found and named.
 */
class AnySingleChangeTest {
  private static final String COMMIT = "a".repeat(40);
  private static final int FILES = 80;
  private static final List<String> PARTS =
      List.of("a", "B", "\\", "\n", "\r", " ", "'", "-", "*", "#", "\u00fc", "\u202e", "%", "..");

  private final SortedMap<String, String> files = files(new Random(16));

  @Test
  void verifiesTheListAsItIs() {
    Found found = compare(files, lines(files));

    assertThat(found.contents().ofKind(EntryResult.MatchesTag.class)).hasSize(FILES);
    assertThat(found.contents().unlisted()).isEmpty();
    assertThat(found.passed()).isTrue();
  }

  @Test
  void verifiesTheListThatSha256sumWritesOverTheTree(@TempDir Path folder) throws Exception {
    Coreutils tools = new Coreutils(folder);
    tools.assumePresent();
    List<String> pathsAndContents =
        files.entrySet().stream()
            .flatMap(file -> Stream.of(file.getKey(), file.getValue()))
            .toList();
    tools.run(
        pathsAndContents,
        "xargs",
        "-0",
        "-n2",
        "sh",
        "-c",
        "case $1 in */*) mkdir -p \"./${1%/*}\" ;; esac; printf %s \"$2\" >\"./$1\"",
        "sh");

    byte[] list =
        tools.run(
            List.of(),
            "sh",
            "-c",
            "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum");

    Found found = compare(files, new String(list, UTF_8));
    assertThat(found.contents().ofKind(EntryResult.MatchesTag.class)).hasSize(FILES);
    assertThat(found.contents().unlisted()).isEmpty();
    assertThat(found.passed()).isTrue();
  }

  @Test
  void findsEachFileThatChanges() {
    for (String path : files.keySet()) {
      SortedMap<String, String> changed = new TreeMap<>(files);
      changed.merge(path, "x", String::concat);

      assertThat(compare(changed, lines(files)).differing()).containsExactly(path);
    }
  }

  @Test
  void findsEachFileThatGoesAwayOrComes() {
    for (String path : files.keySet()) {
      SortedMap<String, String> changed = new TreeMap<>(files);
      changed.remove(path);

      assertThat(compare(changed, lines(files)).missing()).containsExactly(path);
      assertThat(compare(files, lines(changed)).unlisted()).containsExactly(path);
    }
  }

  @Test
  void findsEachNameThatChanges() {
    for (String path : files.keySet()) {
      SortedMap<String, String> changed = new TreeMap<>(files);
      changed.put(path + "x", changed.remove(path));

      Found atTag = compare(changed, lines(files));
      assertThat(atTag.missing()).containsExactly(path);
      assertThat(atTag.unlisted()).containsExactly(path + "x");
      Found inList = compare(files, lines(changed));
      assertThat(inList.missing()).containsExactly(path + "x");
      assertThat(inList.unlisted()).containsExactly(path);
    }
  }

  @Test
  void findsEachDigestThatChanges() {
    List<String> paths = List.copyOf(files.keySet());
    for (int i = 0; i < paths.size(); i++) {
      String[] lines = lines(files).split("(?<=\n)");
      int digit = lines[i].startsWith("\\") ? 1 : 0;
      char other = lines[i].charAt(digit) == '0' ? '1' : '0';
      lines[i] = lines[i].substring(0, digit) + other + lines[i].substring(digit + 1);

      assertThat(compare(files, String.join("", lines)).differing()).containsExactly(paths.get(i));
    }
  }

  private static SortedMap<String, String> files(Random random) {
    SortedMap<String, String> files = new TreeMap<>();
    while (files.size() < FILES) {
      String path =
          Stream.generate(() -> name(random))
              .limit(1 + random.nextInt(3))
              .collect(Collectors.joining("/"));
      files.put(path, "content " + files.size());
    }
    return files;
  }

  /** Ends with a letter that no other name ends with, so that no file is another one's folder. */
  private static String name(Random random) {
    String parts =
        Stream.generate(() -> PARTS.get(random.nextInt(PARTS.size())))
            .limit(1 + random.nextInt(4))
            .collect(Collectors.joining());
    return parts + "_" + random.nextInt(1_000_000);
  }

  private static String lines(Map<String, String> files) {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, content) -> {
          String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
          lines
              .append(escaped.equals(path) ? "" : "\\")
              .append(digest(content))
              .append("  ")
              .append(escaped)
              .append('\n');
        });
    return lines.toString();
  }

  private static Digest digest(String content) {
    return Digest.sha256(content.getBytes(UTF_8));
  }

  private static Found compare(Map<String, String> tree, String manifest) {
    MaterialSet set =
        new MaterialSet(
            new MaterialFile("checksums-1.txt", manifest.getBytes(UTF_8)),
            List.of(),
            List.of(),
            List.of());
    TaggedTree tagged =
        new TaggedTree(
            COMMIT,
            COMMIT,
            tree.entrySet().stream()
                .map(
                    file ->
                        new TreeEntry(
                            file.getKey(),
                            TreeEntry.Kind.FILE,
                            ObjectIds.ofBlob(file.getValue().getBytes(UTF_8), COMMIT),
                            file.getValue().length()))
                .toList(),
            tree.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> digest(file.getValue()))));
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
            List.of(set),
            new ReleaseFiles(tagged),
            new SignerPolicy(List.of(), Set.of("release"), "https://issuer", false),
            new ContentsPolicy(Unlisted.FAIL, List.of()),
            Instant.EPOCH);
    Findings findings = new Findings();
    ContentsResult contents = new ContentsCheck(input).check(set, findings);
    return new Found(contents, findings.inOrder());
  }

  private record Found(ContentsResult contents, List<Finding> findings) {
    boolean passed() {
      return findings.stream()
          .anyMatch(
              finding -> finding.check() == Check.CONTENTS && finding.status() == Status.PASSED);
    }

    /** The paths of one kind, where the verdict is red because of them. */
    private List<String> red(Class<? extends EntryResult> kind) {
      assertThat(passed()).isFalse();
      return contents.ofKind(kind).stream().map(result -> result.entry().path()).toList();
    }

    List<String> differing() {
      return red(EntryResult.DiffersFromTag.class);
    }

    List<String> missing() {
      return red(EntryResult.Missing.class);
    }

    List<String> unlisted() {
      assertThat(passed()).isFalse();
      return contents.unlisted();
    }
  }
}
