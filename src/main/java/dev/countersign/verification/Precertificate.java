package dev.countersign.verification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Function;

/**
 * What a certificate transparency log signs of a certificate: its issuer's key, and the certificate
 * before the timestamps came into it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, 3.2</a>
 */
final class Precertificate {
  private static final int EXTENSIONS = 0xa3;

  private Precertificate() {}

  /**
   * The {@code PreCert} of a certificate.
   *
   * @throws CertificateException if the certificate is malformed
   */
  static byte[] of(X509Certificate certificate, X509Certificate issuer)
      throws CertificateException {
    try {
      byte[] rest = withoutTimestamps(certificate.getTBSCertificate());
      byte[] issuerKeyHash = Digest.sha256(issuer.getPublicKey().getEncoded()).bytes();
      return ByteBuffer.allocate(issuerKeyHash.length + 3 + rest.length)
          .put(issuerKeyHash)
          .put((byte) (rest.length >> Short.SIZE))
          .putShort((short) rest.length)
          .put(rest)
          .array();
    } catch (IllegalArgumentException e) {
      throw new CertificateException("malformed certificate", e);
    }
  }

  /**
   * The {@code TBSCertificate} without the extension; all else stays as it is, byte by byte.
   *
   * @throws IllegalArgumentException if it is none
   */
  static byte[] withoutTimestamps(byte[] toBeSigned) {
    return rewritten(
        DerElement.of(toBeSigned),
        part ->
            part.hasTag(EXTENSIONS)
                ? rewritten(part, Precertificate::withoutTimestamps)
                : part.encoded());
  }

  private static byte[] withoutTimestamps(DerElement extensions) {
    return rewritten(
        extensions, extension -> isOfTimestamps(extension) ? new byte[0] : extension.encoded());
  }

  private static boolean isOfTimestamps(DerElement extension) {
    return extension.parts().stream()
        .findFirst()
        .filter(oid -> Arrays.equals(oid.encoded(), CertificateTimestamp.LIST_OID))
        .isPresent();
  }

  private static byte[] rewritten(DerElement whole, Function<DerElement, byte[]> written) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    whole.parts().forEach(part -> content.writeBytes(written.apply(part)));
    return whole.withContent(content.toByteArray());
  }
}
