package dev.countersign.verification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.BiConsumer;

/**
 * What a certificate transparency log signs of a certificate: its issuer's key, and the certificate
 * before the timestamps came into it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, 3.2</a>
 */
final class Precertificate {
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
        (part, out) -> {
          if (part.hasTag(CertificateExtensions.TAG)) {
            out.writeBytes(rewritten(part, Precertificate::writeExtensions));
          } else {
            part.writeTo(out);
          }
        });
  }

  private static void writeExtensions(DerElement extensions, ByteArrayOutputStream out) {
    out.writeBytes(
        rewritten(
            extensions,
            (extension, kept) -> {
              if (!CertificateExtensions.Id.of(extension).equals(CertificateTimestamp.LIST)) {
                extension.writeTo(kept);
              }
            }));
  }

  private static byte[] rewritten(
      DerElement whole, BiConsumer<DerElement, ByteArrayOutputStream> partWriter) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(whole.end() - whole.content());
    whole.parts().forEach(part -> partWriter.accept(part, content));
    return whole.withContent(content.toByteArray());
  }
}
