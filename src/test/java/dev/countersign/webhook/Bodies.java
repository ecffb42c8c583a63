package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;

/** Bodies of requests. */
final class Bodies {
  /** A release's payload, cut down to what the server reads. */
  static final byte[] RELEASE =
      """
      {"action": "published", "installation": {"id": 7}, "repository": {"full_name": "octo/demo"}}
      """
          .getBytes(UTF_8);

  private Bodies() {}

  /** The form that carries a payload. */
  static byte[] form(byte[] payload) {
    return ("payload=" + URLEncoder.encode(new String(payload, UTF_8), UTF_8)).getBytes(UTF_8);
  }

  /** A JSON object of so many bytes. */
  static byte[] paddedTo(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[1] = '}';
    return body;
  }
}
