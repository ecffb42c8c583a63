package dev.countersign.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The HMAC-SHA256 that GitHub puts over a delivery's body: <a
 * href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating
 * webhook deliveries</a>.
 */
public final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final Pattern HEADER = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  private final SecretKeySpec key;

  /**
   * Signatures made with this secret.
   *
   * @param secret at least one character; how many are enough is the configuration's to say
   */
  public WebhookSignature(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The {@code X-Hub-Signature-256} header of a body. */
  public String sign(byte[] body) {
    return PREFIX + HexFormat.of().formatHex(hmac(body));
  }

  /** Whether the header is exactly that of the body; takes the same time wherever they differ. */
  boolean verify(@Nullable String header, byte[] body) {
    if (header == null || !HEADER.matcher(header).matches()) {
      return false;
    }
    byte[] found = HexFormat.of().parseHex(header.substring(PREFIX.length()));
    return MessageDigest.isEqual(hmac(body), found);
  }

  private byte[] hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
