package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.verification.Digest;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.ObjectIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {
  private static final byte[] CONTENT = "hello\n".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(ints = {40, 64})
  void takesOneContentAfterTheOther(int idLength) throws IOException {
    String like = "0".repeat(idLength);
    ContentHash hash = new ContentHash(Set.of(Algorithm.SHA_256, Algorithm.SHA_512), like);
    for (byte[] content : new byte[][] {CONTENT, new byte[100_000], CONTENT}) {
      byte[] id = hash.take(new ByteArrayInputStream(content), content.length);
      assertThat(HexFormat.of().formatHex(id)).isEqualTo(ObjectIds.ofBlob(content, like));
      assertThat(hash.digests())
          .containsOnly(
              Map.entry(Algorithm.SHA_256, Digest.over(Algorithm.SHA_256, content).bytes()),
              Map.entry(Algorithm.SHA_512, Digest.over(Algorithm.SHA_512, content).bytes()));
    }
  }

  @Test
  void reportsAContentThatEndsEarly() {
    assertThatThrownBy(() -> take(new ByteArrayInputStream(CONTENT), CONTENT.length + 1))
        .isInstanceOf(IOException.class)
        .hasMessage("expected 7 bytes, found 6");
  }

  @Test
  void doesNotReadOnWhereAContentGoesOn() {
    ByteArrayInputStream content = new ByteArrayInputStream(new byte[10 << 20]);
    assertThatThrownBy(() -> take(content, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("expected 1 bytes, found more");
    assertThat(content.available()).isGreaterThan(9 << 20);
  }

  private static void take(ByteArrayInputStream content, long size) throws IOException {
    new ContentHash(Set.of(Algorithm.SHA_256), "0".repeat(40)).take(content, size);
  }
}
