package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that the real tools write, over files of odd names; each file contains its name. */
class ChecksumToolsTest {
  private static final List<String> ODD_NAMES =
      List.of(
          " lead", "-dash", "back\\slash", "cr\r", "new\nline", "paren) = x", "\u00fc", "trail ");

  private static final String BY_SHA256SUM =
      """
      e3e3c40cda282470d6ebacec8197e0c06c4334759eb8d5f8616be371fc1772bd   lead
      b693fbbf1c05e454549b8a9b4c3df4b3bbd6f640f87bfbebc5d9fcf27905a363  -dash
      \\1498e0b566ad7dd265d5f2deebc80abb7b9446c3e943decbb8637b433fe65f6a  back\\\\slash
      \\6890b2bad3d2749aba0896a965bdf59d4d0cc9e1d261b86f0fce29083a0c59b0  cr\\r
      \\58fb6729e555d21b53bde4cc31a1bfcafa8f7fdfc71cba94dffcf284d75f5d08  new\\nline
      3eec1ebce3a1bb6e7e9a65fc111a29bcbbd62888a91d6aa5a9b1b46bfb58326a  paren) = x
      607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f  \u00fc
      59413e908f3b72e4ce859bf153fffc8054615bc3e445f7ac5e7b2adb9b8bbe70  trail\s
      """;

  private static final String BY_SHA256SUM_WITH_TAGS =
      """
      SHA256 ( lead) = e3e3c40cda282470d6ebacec8197e0c06c4334759eb8d5f8616be371fc1772bd
      SHA256 (-dash) = b693fbbf1c05e454549b8a9b4c3df4b3bbd6f640f87bfbebc5d9fcf27905a363
      \\SHA256 (back\\\\slash) = 1498e0b566ad7dd265d5f2deebc80abb7b9446c3e943decbb8637b433fe65f6a
      \\SHA256 (cr\\r) = 6890b2bad3d2749aba0896a965bdf59d4d0cc9e1d261b86f0fce29083a0c59b0
      \\SHA256 (new\\nline) = 58fb6729e555d21b53bde4cc31a1bfcafa8f7fdfc71cba94dffcf284d75f5d08
      SHA256 (paren) = x) = 3eec1ebce3a1bb6e7e9a65fc111a29bcbbd62888a91d6aa5a9b1b46bfb58326a
      SHA256 (\u00fc) = 607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f
      SHA256 (trail ) = 59413e908f3b72e4ce859bf153fffc8054615bc3e445f7ac5e7b2adb9b8bbe70
      """;

  private static final List<String> PARTS =
      List.of(
          "\\",
          "\n",
          "\r",
          " ",
          "\t",
          "'",
          "\"",
          "-",
          "*",
          "#",
          "(",
          ")",
          " = ",
          "a",
          "n",
          "r",
          "SHA256 (",
          "\u00fc",
          "u\u0308",
          "\u4e2d",
          "\ud83d\ude00",
          "\u202e",
          "\ufeff",
          "%",
          "..");

  /** The folder above, and what the tools take for the standard input. */
  private static final Set<String> NO_FILES = Set.of("..", "-");

  private static final int GENERATED = 400;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {BY_SHA256SUM, BY_SHA256SUM_WITH_TAGS})
  @Tag("threat-17")
  void readsWhatSha256sumWrote(String output) {
    Manifest manifest = Manifest.parse(output.getBytes(UTF_8));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).isEqualTo(entries(Digest.Algorithm.SHA_256, ODD_NAMES));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_256,sha256sum",
    "SHA_256,sha256sum --binary",
    "SHA_256,sha256sum --tag",
    "SHA_384,sha384sum",
    "SHA_512,sha512sum --tag",
  })
  void readsBackTheNamesAndDigestsOfGeneratedFiles(Digest.Algorithm algorithm, String tool)
      throws Exception {
    Coreutils tools = new Coreutils(folder);
    tools.assumePresent();
    List<String> names = oddNames(new Random(4));
    tools.run(names, "xargs", "-0", "sh", "-c", "for n; do printf %s \"$n\" > \"$n\"; done", "sh");

    List<String> command = new ArrayList<>(List.of("xargs", "-0"));
    command.addAll(List.of(tool.split(" ")));
    command.add("--");
    Manifest manifest = Manifest.parse(tools.run(names, command.toArray(String[]::new)));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.algorithms()).containsExactly(algorithm);
    assertThat(manifest.entries()).isEqualTo(entries(algorithm, names));
  }

  private static List<ManifestEntry> entries(Digest.Algorithm algorithm, List<String> names) {
    List<ManifestEntry> entries = new ArrayList<>();
    for (String name : names) {
      Digest digest = Digest.over(algorithm, name.getBytes(UTF_8));
      entries.add(new ManifestEntry(entries.size() + 1, digest, name));
    }
    return entries;
  }

  private static List<String> oddNames(Random random) {
    Set<String> names = new LinkedHashSet<>(ODD_NAMES);
    while (names.size() < GENERATED) {
      StringBuilder name = new StringBuilder();
      for (int parts = 1 + random.nextInt(6); parts > 0; parts--) {
        name.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      names.add(name.toString());
    }
    names.removeAll(NO_FILES);
    return List.copyOf(names);
  }
}
