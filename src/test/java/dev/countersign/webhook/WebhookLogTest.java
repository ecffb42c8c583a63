package dev.countersign.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each line about a request to the webhook says which delivery it is about. */
class WebhookLogTest {
  private static final String JSON = "application/json";

  @TempDir private Path directory;
  private final String guid = UUID.randomUUID().toString();
  private final Logger log = (Logger) LoggerFactory.getLogger(WebhookHandler.class);
  private final Lines lines = new Lines();
  private WebhookServer server;

  @BeforeEach
  void start() {
    server = new WebhookServer(directory);
    lines.start();
    log.setLevel(Level.DEBUG);
    log.setAdditive(false);
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
    log.setAdditive(true);
    log.setLevel(null);
    server.close();
  }

  @Test
  void whenItIsAccepted() throws Exception {
    server.send(server.delivery("release", guid, JSON, Bodies.RELEASE));

    await().until(() -> lines.of("accepted as NEW").size() == 1);
    assertThat(lines.of("accepted as NEW").get(0))
        .containsOnly(
            Map.entry("delivery", guid),
            Map.entry("event", "release"),
            Map.entry("installation", "7"),
            Map.entry("repository", "octo/demo"));
  }

  @Test
  void whenItCannotBeKept() throws Exception {
    server.database().jdbi().useHandle(handle -> handle.execute("drop table deliveries"));
    server.send(server.delivery("release", guid, JSON, Bodies.RELEASE));

    await().until(() -> lines.of("could not be kept").size() == 1);
    assertThat(lines.of("could not be kept").get(0))
        .containsEntry("delivery", guid)
        .containsEntry("repository", "octo/demo");
  }

  @Test
  void whenItIsRefused() throws Exception {
    server.send(server.request("release", guid, JSON, Bodies.RELEASE).build());
    server.send(server.request("release", "no guid", JSON, Bodies.RELEASE).build());

    await().until(() -> lines.of("refused a request").size() == 2);
    assertThat(lines.of("refused a request").get(0)).containsOnly(Map.entry("delivery", guid));
    assertThat(lines.of("refused a request").get(1)).isEmpty();
  }

  /** Threads go from one request to the next. */
  @Test
  void whenItIsRefusedAndNotWhichWasBefore() throws Exception {
    for (int i = 0; i < 20; i++) {
      server.send(server.request("release", guid, JSON, Bodies.RELEASE).build());
    }
    for (int i = 0; i < 20; i++) {
      server.send(server.request("release", "no guid", JSON, Bodies.RELEASE).build());
    }

    await().until(() -> lines.of("refused a request").size() == 40);
    assertThat(lines.of("refused a request").subList(20, 40)).allMatch(Map::isEmpty);
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      events.add(event);
    }

    /** The contexts of the lines that begin so. */
    List<Map<String, String>> of(String beginning) {
      return events.stream()
          .filter(event -> event.getFormattedMessage().startsWith(beginning))
          .map(ILoggingEvent::getMDCPropertyMap)
          .toList();
    }
  }
}
