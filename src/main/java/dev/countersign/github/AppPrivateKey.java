package dev.countersign.github;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The RSA key that GitHub issued to the App, read from PEM.
 *
 * @param key the key
 */
record AppPrivateKey(RSAPrivateKey key) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
  private static final int MINIMUM_BITS = 2048;
  private static final int DER_SEQUENCE = 0x30;
  private static final int DER_OCTET_STRING = 0x04;

  /** {@code INTEGER 0, SEQUENCE {OID rsaEncryption, NULL}}: what PKCS#8 puts before the key. */
  private static final byte[] RSA_PREFIX =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  /**
   * Reads PKCS#1 ({@code RSA PRIVATE KEY}, as GitHub hands it out) or PKCS#8 ({@code PRIVATE KEY}).
   *
   * @throws IllegalArgumentException if it is neither; the message never quotes the input
   */
  static AppPrivateKey parse(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "expected a PEM private key of the GitHub App, found no complete PEM block");
    }
    String label = matcher.group(1);
    byte[] der = decode(matcher.group(2));
    RSAPrivateKey key =
        switch (label) {
          case "RSA PRIVATE KEY" -> rsaKey(wrapped(der));
          case "PRIVATE KEY" -> rsaKey(der);
          default ->
              throw new IllegalArgumentException(
                  "expected PEM of RSA PRIVATE KEY or PRIVATE KEY, found " + label);
        };
    int bits = key.getModulus().bitLength();
    if (bits < MINIMUM_BITS) {
      throw new IllegalArgumentException(
          "expected an RSA key of at least %d bits, found %d".formatted(MINIMUM_BITS, bits));
    }
    return new AppPrivateKey(key);
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }

  // The decoder's exception quotes a character of the key: it is not kept as the cause.
  @SuppressWarnings("UnusedException")
  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the PEM block of the private key is not plain base64 (is it encrypted or cut off?)");
    }
  }

  private static RSAPrivateKey rsaKey(byte[] pkcs8) {
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException("the PEM block holds no RSA private key", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA_PREFIX);
    writeDer(content, DER_OCTET_STRING, pkcs1);
    ByteArrayOutputStream pkcs8 = new ByteArrayOutputStream();
    writeDer(pkcs8, DER_SEQUENCE, content.toByteArray());
    return pkcs8.toByteArray();
  }

  private static void writeDer(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    byte[] length = BigInteger.valueOf(content.length).toByteArray();
    int from = length.length > 1 && length[0] == 0 ? 1 : 0;
    if (content.length > 127) {
      out.write(0x80 | (length.length - from));
    }
    out.write(length, from, length.length - from);
    out.writeBytes(content);
  }
}
