package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Certificates and public keys in PEM (RFC 7468), also in base64 of PEM as cosign writes it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class KeyFiles {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PUBLIC_KEY = "PUBLIC KEY";

  private KeyFiles() {}

  /** The key that a file names: of the one certificate, or the one public key, in it. */
  static Outcome<KeyMaterial> read(byte[] file) {
    try {
      String pem = pem(file);
      byte[] der = derFromPem(pem);
      if (isOne(PUBLIC_KEY, pem)) {
        publicKeyFromDer(der);
        return Outcome.read(new KeyMaterial.Managed(""));
      }
      return Outcome.read(KeyMaterial.Certified.of(Certificates.parse(der), List.of()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Certificates.unreadable(e);
    }
  }

  /**
   * DER of the one certificate or public key in {@code file}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static byte[] derFromPem(byte[] file) {
    return derFromPem(pem(file));
  }

  /**
   * The one public key in {@code file}, in PEM (SubjectPublicKeyInfo).
   *
   * @throws IllegalArgumentException if it is none of a known kind
   */
  static PublicKey publicKey(byte[] file) {
    String pem = pem(file);
    if (!isOne(PUBLIC_KEY, pem)) {
      throw new IllegalArgumentException("not exactly one PEM public key");
    }
    try {
      return publicKeyFromDer(derFromPem(pem));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key: " + e.getMessage(), e);
    }
  }

  /** A key from its SubjectPublicKeyInfo. */
  static PublicKey publicKeyFromDer(byte[] der) throws GeneralSecurityException {
    String oid;
    try {
      oid = SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm().getId();
    } catch (RuntimeException e) {
      throw new GeneralSecurityException("not a public key in DER", e);
    }
    String algorithm =
        switch (oid) {
          case "1.2.840.10045.2.1" -> "EC";
          case "1.2.840.113549.1.1.1" -> "RSA";
          case "1.3.101.112" -> "Ed25519";
          default -> throw new GeneralSecurityException("a key of the unknown kind " + oid);
        };
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
  }

  private static String pem(byte[] file) {
    String text = new String(file, StandardCharsets.US_ASCII).strip();
    return text.contains("-----BEGIN")
        ? text
        : new String(decode(text), StandardCharsets.US_ASCII).strip();
  }

  private static byte[] derFromPem(String pem) {
    for (String label : new String[] {CERTIFICATE, PUBLIC_KEY}) {
      if (isOne(label, pem)) {
        return decode(pem.substring(begin(label).length(), pem.length() - end(label).length()));
      }
    }
    throw new IllegalArgumentException("not exactly one PEM certificate or public key");
  }

  private static boolean isOne(String label, String pem) {
    return pem.startsWith(begin(label))
        && pem.endsWith(end(label))
        && pem.length() >= begin(label).length() + end(label).length();
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }

  /** Base64 with line breaks. */
  private static byte[] decode(String base64) {
    return Base64.getDecoder()
        .decode(CanonicalBase64.joined(base64.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
