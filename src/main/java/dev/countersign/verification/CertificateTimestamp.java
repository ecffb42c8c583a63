package dev.countersign.verification;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A signed certificate timestamp (SCT), as a certificate carries it: a log's word that it makes the
 * certificate public.
 *
 * @param logId whose word it is
 * @param millis when it was given, since 1970
 * @param extensions what else the log signed
 * @param hashAlgorithm its number in TLS
 * @param signatureAlgorithm its number in TLS
 * @param signature raw signature
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, 3.2</a>
 */
record CertificateTimestamp(
    byte[] logId,
    long millis,
    byte[] extensions,
    byte hashAlgorithm,
    byte signatureAlgorithm,
    byte[] signature) {
  /** The extension that is a list of them. */
  static final CertificateExtensions.Id LIST =
      CertificateExtensions.Id.of("1.3.6.1.4.1.11129.2.4.2");

  private static final int VERSION_1 = 0;
  private static final int LOG_ID_BYTES = 32;
  private static final int CERTIFICATE_TIMESTAMP = 0;
  private static final int PRECERTIFICATE = 1;
  private static final byte RSA = 1;
  private static final byte ECDSA = 3;

  /**
   * The timestamps in the content of the extension {@link #LIST}, those of a known version.
   *
   * @throws CertificateException if it is malformed
   */
  static List<CertificateTimestamp> in(byte[] extension) throws CertificateException {
    try {
      return read(DerElement.onlyValue(DerElement.OCTET_STRING, extension));
    } catch (IllegalArgumentException e) {
      throw new CertificateException("malformed certificate timestamps", e);
    }
  }

  /** Reads a {@code SignedCertificateTimestampList} (3.3). */
  static List<CertificateTimestamp> read(byte[] bytes) throws CertificateException {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      ByteBuffer list = ByteBuffer.wrap(vector(in));
      requireEnd(in);
      List<CertificateTimestamp> timestamps = new ArrayList<>();
      while (list.hasRemaining()) {
        ByteBuffer timestamp = ByteBuffer.wrap(vector(list));
        if (timestamp.get() == VERSION_1) {
          timestamps.add(timestamp(timestamp));
        }
      }
      return timestamps;
    } catch (BufferUnderflowException e) {
      throw new CertificateException("a length beyond the end", e);
    }
  }

  /** When the log gave its word. */
  Instant time() {
    return Instant.ofEpochMilli(millis);
  }

  /** Whether {@code log} gave its word for this {@link Precertificate}. */
  boolean isSignedBy(TrustedLog log, byte[] precertificate) {
    return isMadeAs(log.algorithm()) && log.signed(signed(precertificate), signature);
  }

  private byte[] signed(byte[] precertificate) {
    return ByteBuffer.allocate(14 + precertificate.length + extensions.length)
        .put((byte) VERSION_1)
        .put((byte) CERTIFICATE_TIMESTAMP)
        .putLong(millis)
        .putShort((short) PRECERTIFICATE)
        .put(precertificate)
        .putShort((short) extensions.length)
        .put(extensions)
        .array();
  }

  /** Numbers of hash functions and signature algorithms: RFC 5246, 7.4.1.4.1. */
  private boolean isMadeAs(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case ECDSA_P256_SHA_256, ECDSA_P384_SHA_256, ECDSA_P521_SHA_256 -> isMadeWith(4, ECDSA);
      case ECDSA_P384_SHA_384 -> isMadeWith(5, ECDSA);
      case ECDSA_P521_SHA_512 -> isMadeWith(6, ECDSA);
      case RSA_2048_SHA_256, RSA_3072_SHA_256, RSA_4096_SHA_256, RSA_OTHER_SHA_256 ->
          isMadeWith(4, RSA);
      case ED25519, ED25519_PH -> false;
    };
  }

  private boolean isMadeWith(int hash, byte signatureKind) {
    return hashAlgorithm == hash && signatureAlgorithm == signatureKind;
  }

  private static CertificateTimestamp timestamp(ByteBuffer in) throws CertificateException {
    byte[] logId = new byte[LOG_ID_BYTES];
    in.get(logId);
    CertificateTimestamp timestamp =
        new CertificateTimestamp(logId, in.getLong(), vector(in), in.get(), in.get(), vector(in));
    requireEnd(in);
    return timestamp;
  }

  /** As many bytes as the 16 bits before them say. */
  private static byte[] vector(ByteBuffer in) {
    byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(bytes);
    return bytes;
  }

  private static void requireEnd(ByteBuffer in) throws CertificateException {
    if (in.hasRemaining()) {
      throw new CertificateException(in.remaining() + " bytes too many");
    }
  }
}
