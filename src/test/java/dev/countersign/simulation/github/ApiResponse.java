package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** An answer, and how it travels. */
record ApiResponse(
    int status, Map<String, String> headers, byte[] body, Duration delay, Transport transport) {
  private static final String CONTENT_TYPE = "Content-Type";

  ApiResponse {
    headers = Map.copyOf(headers);
  }

  static ApiResponse json(int status, JsonNode body) {
    return bytes(status, "application/json; charset=utf-8", Json.bytes(body));
  }

  static ApiResponse ok(JsonNode body) {
    return json(200, body);
  }

  static ApiResponse text(int status, String type, String body) {
    return bytes(status, type, body.getBytes(UTF_8));
  }

  static ApiResponse bytes(int status, String type, byte[] body) {
    return new ApiResponse(
        status, Map.of(CONTENT_TYPE, type), body, Duration.ZERO, Transport.WHOLE);
  }

  static ApiResponse redirect(int status, String location) {
    return bytes(status, "text/html; charset=utf-8", new byte[0]).with("Location", location);
  }

  ApiResponse with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new ApiResponse(status, more, body, delay, transport);
  }

  ApiResponse withBody(byte[] newBody) {
    return new ApiResponse(status, headers, newBody, delay, transport);
  }

  ApiResponse after(Duration newDelay) {
    return new ApiResponse(status, headers, body, newDelay, transport);
  }

  ApiResponse sentAs(Transport newTransport) {
    return new ApiResponse(status, headers, body, delay, newTransport);
  }

  ApiResponse notModified() {
    Map<String, String> kept = new TreeMap<>(headers);
    kept.remove(CONTENT_TYPE);
    return new ApiResponse(304, kept, new byte[0], delay, transport);
  }

  /** What happens to an answer on its way. */
  enum Transport {
    WHOLE,
    /** The connection is reset; the client gets nothing. */
    RESET,
    /** The status line arrives, then bytes that are no HTTP. */
    BROKEN
  }
}
