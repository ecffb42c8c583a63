package dev.countersign.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Deliveries for tests. */
public final class Deliveries {
  /** When the tests' deliveries arrive, unless they say otherwise. */
  public static final Instant ARRIVAL = Instant.parse("2026-01-01T12:00:00Z");

  /** The App that they are for. */
  public static final EventParser PARSER = new EventParser(1);

  private Deliveries() {}

  /** A new delivery of a published release. */
  public static Delivery release(String tag) {
    return of("release", releasePayload(tag), ARRIVAL);
  }

  /** A new delivery. */
  public static Delivery of(String event, String payload, Instant receivedAt) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    try {
      return new Delivery(
          UUID.randomUUID().toString(), event, PARSER.summarize(event, bytes), bytes, receivedAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON text of what a table keeps as the payload. */
  public static String payload(byte[] kept) {
    return new String(PayloadBytes.unpack(kept), StandardCharsets.UTF_8);
  }

  /** The payload of a published release, as small as it may be. */
  public static String releasePayload(String tag) {
    return """
    {"action": "published", "release": {"tag_name": "%s"}, "installation": {"id": 7},
     "repository": {"id": 42, "full_name": "octo/demo", "default_branch": "main"}}
    """
        .formatted(tag);
  }
}
