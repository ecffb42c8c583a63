package dev.countersign.simulation.sigstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * A certificate transparency log that signs whatever it is shown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, section 3.2</a>
 */
final class CertificateTransparencyLog {
  static final String URI = "https://ctfe.localsigstore.test/2024";

  private static final int VERSION_1 = 0;
  private static final int CERTIFICATE_TIMESTAMP = 0;
  private static final int PRECERTIFICATE_ENTRY = 1;
  private static final int SHA_256 = 4;
  private static final int ECDSA = 3;

  private final LogKey key = LogKey.generated();

  LogKey key() {
    return key;
  }

  /**
   * A signed certificate timestamp.
   *
   * @param issuer key of the certificate's issuer
   * @param toBeSigned DER of the precertificate's TBSCertificate, without poison
   * @param extensions what the timestamp carries besides
   */
  byte[] timestamp(PublicKey issuer, byte[] toBeSigned, Instant at, byte[] extensions) {
    byte[] signature =
        key.sign(
            written(
                out -> {
                  out.writeByte(VERSION_1);
                  out.writeByte(CERTIFICATE_TIMESTAMP);
                  out.writeLong(at.toEpochMilli());
                  out.writeShort(PRECERTIFICATE_ENTRY);
                  out.write(Sha256.of(issuer.getEncoded()));
                  out.writeByte(toBeSigned.length >> 16);
                  out.writeShort(toBeSigned.length);
                  out.write(toBeSigned);
                  writeWithLength(out, extensions);
                }));
    return written(
        out -> {
          out.writeByte(VERSION_1);
          out.write(key.logId());
          out.writeLong(at.toEpochMilli());
          writeWithLength(out, extensions);
          out.writeByte(SHA_256);
          out.writeByte(ECDSA);
          writeWithLength(out, signature);
        });
  }

  /** Timestamps as the certificate's extension wants them. */
  static byte[] list(List<byte[]> timestamps) {
    return written(
        out ->
            writeWithLength(
                out,
                written(
                    list -> {
                      for (byte[] timestamp : timestamps) {
                        writeWithLength(list, timestamp);
                      }
                    })));
  }

  private static void writeWithLength(DataOutputStream out, byte[] value) throws IOException {
    out.writeShort(value.length);
    out.write(value);
  }

  private static byte[] written(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A structure in TLS's presentation language, which is big-endian as DataOutputStream is. */
  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }
}
