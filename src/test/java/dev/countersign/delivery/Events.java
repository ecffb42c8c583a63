package dev.countersign.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Payloads as the App {@link #APP_ID} reads them. */
final class Events {
  static final long APP_ID = 12;

  /** The repository of {@link #parse} on installation 7. */
  static final RepositoryTarget TARGET =
      new RepositoryTarget(7, 42, new RepositoryName("octo", "demo"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SURROUNDINGS =
      """
      {"installation": {"id": 7},
       "repository": {"id": 42, "full_name": "octo/demo", "default_branch": "main"}}
      """;

  private Events() {}

  /** Reads exactly this payload. */
  static WebhookEvent parseExactly(String event, String json) throws UnreadablePayloadException {
    return new EventParser(APP_ID).parse(event, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads these fields of a payload with the surroundings that every payload has. */
  static WebhookEvent parse(String event, String fields)
      throws IOException, UnreadablePayloadException {
    ObjectNode payload = (ObjectNode) JSON.readTree(SURROUNDINGS);
    payload.setAll((ObjectNode) JSON.readTree(fields));
    return new EventParser(APP_ID).parse(event, JSON.writeValueAsBytes(payload));
  }

  /**
   * Reads a real payload, as the App that made its check run. Some came to a repository's own
   * webhook, which names no installation: they get installation 7.
   */
  static WebhookEvent real(String event, String name, long appId)
      throws IOException, UnreadablePayloadException {
    ObjectNode payload = (ObjectNode) JSON.readTree(SharedFixtures.webhook(name));
    if (!payload.has("installation")) {
      payload.putObject("installation").put("id", 7);
    }
    return new EventParser(appId).parse(event, JSON.writeValueAsBytes(payload));
  }
}
