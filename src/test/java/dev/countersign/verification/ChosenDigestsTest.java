package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Manifests whose digests nobody computed: they were chosen to have one and the same hash code. */
class ChosenDigestsTest extends ContentsScene {
  private static final String OTHER = "checksums-2.txt";
  private static final int LINES = 100_000;

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takeNoLongerThanOthersAboutAnotherManifest() {
    MaterialFile own = file(MANIFEST, chosen(OTHER, 0));

    ContentsResult contents =
        check(List.of(own, file(OTHER, line("app", "app.py"))), own, Unlisted.IGNORE, List.of());

    assertThat(contents.ofKind(EntryResult.ManifestItselfDiffers.class)).hasSize(LINES);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takeNoLongerThanOthersAboutTheManifestItself() {
    Manifest manifest = Manifest.parse(chosen(MANIFEST, 31).getBytes(UTF_8));
    assertThat(manifest.entries().stream().map(ManifestEntry::hashCode).distinct()).hasSize(1);

    assertThat(manifest.digestsAbove(MANIFEST)).hasSize(LINES);
  }

  /**
   * A manifest.
   *
   * @param smaller by how much each digest's hash code is smaller than that of the line above
   */
  private static String chosen(String path, int smaller) {
    return IntStream.range(0, LINES)
        .mapToObj(line -> digest(line, line * smaller) + "  " + path + "\n")
        .collect(Collectors.joining());
  }

  /** The hash code of bytes is a number in base 31, whose digits may be larger than that. */
  private static String digest(int line, int smaller) {
    byte[] bytes = new byte[32];
    int next = 0;
    for (int left = line; left > 0; left /= 4) {
      bytes[next++] = (byte) (left % 4);
      bytes[next++] = (byte) (-31 * (left % 4));
    }
    int last = bytes.length;
    for (int left = smaller; left > 0; left /= 31) {
      bytes[--last] = (byte) -(left % 31);
    }
    return HexFormat.of().formatHex(bytes);
  }
}
