package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;

/**
 * One webhook as it goes over the wire. Sent again, it is the same delivery: that is how GitHub
 * redelivers.
 *
 * @param event such as {@code release}
 * @param id GUID of the delivery
 */
public record WebhookDelivery(String event, String id, Map<String, String> headers, byte[] body) {
  public WebhookDelivery {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** The same delivery with a header that GitHub would not send so. */
  public WebhookDelivery withHeader(String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(name, value);
    return new WebhookDelivery(event, id, changed, body);
  }

  /** The same delivery without one of its headers. */
  public WebhookDelivery withoutHeader(String name) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.remove(name);
    return new WebhookDelivery(event, id, changed, body);
  }

  /** The same headers, signature included, with another body: a forgery. */
  public WebhookDelivery withForgedBody(byte[] forged) {
    return new WebhookDelivery(event, id, headers, forged);
  }

  /** As a hook with content type {@code application/x-www-form-urlencoded} sends it. */
  public WebhookDelivery asForm(String secret) {
    byte[] form = ("payload=" + URLEncoder.encode(new String(body, UTF_8), UTF_8)).getBytes(UTF_8);
    return new WebhookDelivery(event, id, headers, form)
        .withHeader("Content-Type", "application/x-www-form-urlencoded")
        .signed(secret);
  }

  /** Signed with {@code secret}, as GitHub signs. */
  public WebhookDelivery signed(String secret) {
    return withHeader("X-Hub-Signature-256", "sha256=" + Hmac.hex("HmacSHA256", secret, body))
        .withHeader("X-Hub-Signature", "sha1=" + Hmac.hex("HmacSHA1", secret, body));
  }
}
