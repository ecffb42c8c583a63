package dev.countersign.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.tuf.MirrorFault;
import dev.countersign.simulation.tuf.TufMirror;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpMirrorTest {
  private static final int LIMIT = 1000;

  private TufMirror server;
  private HttpMirror mirror;

  @BeforeEach
  void start() throws IOException {
    server = new TufMirror(Map.of("a", "content".getBytes(UTF_8), "full", new byte[LIMIT]));
    mirror = new HttpMirror(server.url(), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsAFile() throws IOException {
    assertThat(mirror.fetchResource("a", LIMIT)).asString(UTF_8).isEqualTo("content");
  }

  @Test
  void hasNoneWhereThereIsNone() throws IOException {
    assertThat(mirror.fetchResource("b", LIMIT)).isNull();
  }

  @Test
  void hasConnectionsLeftAfterManyAnswersWithoutAFile() throws IOException {
    for (int i = 0; i < 50; i++) {
      assertThat(mirror.fetchResource("b", LIMIT)).isNull();
    }
  }

  @Test
  void readsAFileOfExactlyTheLimitAndNoneBeyond() throws IOException {
    assertThat(mirror.fetchResource("full", LIMIT)).hasSize(LIMIT);
    assertThatThrownBy(() -> mirror.fetchResource("full", LIMIT - 1))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("the file is larger than 999 bytes");
  }

  @Test
  void ownLimitHoldsWhereSignedMetadataAllowMore() {
    server.fail(MirrorFault.ENDLESS);

    assertThatThrownBy(() -> mirror.fetchResource("a", Integer.MAX_VALUE))
        .hasStackTraceContaining("the file is larger than 8388608 bytes");
    await().until(() -> server.abandoned() == 1);
  }

  @Test
  void doesNotWaitForAnAnswerThatStalls() {
    server.fail(MirrorFault.STALLED);
    HttpMirror impatient = new HttpMirror(server.url(), Duration.ofMillis(300));

    assertThatThrownBy(() -> impatient.fetchResource("a", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/a took longer than");
  }

  @Test
  void saysWhichStatusItGot() {
    server.fail(MirrorFault.ERROR);

    assertThatThrownBy(() -> mirror.fetchResource("a", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage(server.url() + "/a answered 500");
  }

  @Test
  void refusesAFileThatIsCutOff() {
    server.fail(MirrorFault.TRUNCATED);

    assertThatThrownBy(() -> mirror.fetchResource("a", LIMIT)).isInstanceOf(IOException.class);
  }

  @Test
  void saysThatNobodyListens() {
    server.close();

    assertThatThrownBy(() -> mirror.fetchResource("a", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage(server.url() + "/a could not be read");
  }
}
