package dev.countersign.verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The extensions of a certificate, found in one pass. The JDK searches all of them for each that it
 * is asked for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, 4.1</a>
 */
final class CertificateExtensions {
  /** Tag of the extensions in a {@code TBSCertificate}: [3]. */
  static final int TAG = 0xa3;

  /** They come last, behind seven other fields; unique identifiers must not be there (4.1.2.8). */
  private static final int PLACE = 7;

  /**
   * The object identifier of an extension.
   *
   * @param oid in DER
   */
  record Id(ByteBuffer oid) {
    /** The object identifier in dotted decimal: {@code 2.5.29.17}. */
    static Id of(String oid) {
      try {
        return new Id(ByteBuffer.wrap(new ASN1ObjectIdentifier(oid).getEncoded()));
      } catch (IOException e) {
        throw new IllegalStateException("an object identifier has an encoding", e);
      }
    }

    /**
     * The object identifier of an {@code Extension}, its first part.
     *
     * @throws IllegalArgumentException if it has none
     */
    static Id of(DerElement extension) {
      DerElement oid = extension.first();
      if (!oid.hasTag(DerElement.OBJECT_IDENTIFIER) || !oid.hasShortestLength()) {
        throw new IllegalArgumentException("an extension without an object identifier");
      }
      return new Id(ByteBuffer.wrap(oid.encoded()));
    }
  }

  private final Map<Id, byte[]> contents;

  private CertificateExtensions(Map<Id, byte[]> contents) {
    this.contents = contents;
  }

  /**
   * Those of {@code certificate}.
   *
   * @throws CertificateException if they are malformed
   */
  static CertificateExtensions of(X509Certificate certificate) throws CertificateException {
    try {
      return in(certificate.getTBSCertificate());
    } catch (IllegalArgumentException e) {
      throw new CertificateException("malformed extensions", e);
    }
  }

  /**
   * Those in a {@code TBSCertificate}.
   *
   * @throws IllegalArgumentException if they are malformed
   */
  static CertificateExtensions in(byte[] toBeSigned) {
    Map<Id, byte[]> contents = new HashMap<>();
    List<DerElement> fields = DerElement.of(toBeSigned).parts();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).hasTag(TAG)) {
        if (i != PLACE || fields.size() > PLACE + 1) {
          throw new IllegalArgumentException("extensions in another place than theirs");
        }
        for (DerElement extension : fields.get(i).only().parts()) {
          if (contents.put(Id.of(extension), contentOf(extension)) != null) {
            throw new IllegalArgumentException("an extension twice");
          }
        }
      }
    }
    return new CertificateExtensions(contents);
  }

  /** The content of the extension, what its octet string holds. */
  Optional<byte[]> content(Id id) {
    return Optional.ofNullable(contents.get(id));
  }

  private static byte[] contentOf(DerElement extension) {
    List<DerElement> parts = extension.parts();
    boolean saysWhetherCritical = parts.size() == 3 && parts.get(1).hasTag(DerElement.BOOLEAN);
    if (parts.size() != 2 && !saysWhetherCritical) {
      throw new IllegalArgumentException("no extension");
    }
    return parts.get(parts.size() - 1).value(DerElement.OCTET_STRING);
  }
}
