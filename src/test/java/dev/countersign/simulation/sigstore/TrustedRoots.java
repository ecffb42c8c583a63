package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.DistinguishedName;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.common.v1.PublicKey;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.common.v1.X509CertificateChain;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;

/** Writes down single services as trusted roots list them. */
final class TrustedRoots {
  static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

  private TrustedRoots() {}

  // The format's field, which its successor has not replaced in published roots.
  @SuppressWarnings("deprecation")
  static TransparencyLogInstance log(String uri, LogKey key, TrustWindow window) {
    return TransparencyLogInstance.newBuilder()
        .setBaseUrl(uri)
        .setHashAlgorithm(HashAlgorithm.SHA2_256)
        .setPublicKey(
            PublicKey.newBuilder()
                .setRawBytes(ByteString.copyFrom(key.publicKey()))
                .setKeyDetails(key.kind().details())
                .setValidFor(window.range()))
        .setLogId(LogId.newBuilder().setKeyId(ByteString.copyFrom(key.logId())))
        .build();
  }

  /** An authority under the name of its root. */
  static CertificateAuthority authority(String uri, List<byte[]> chain, TrustWindow window) {
    X509CertificateChain.Builder certificates = X509CertificateChain.newBuilder();
    for (byte[] certificate : chain) {
      certificates.addCertificates(
          X509Certificate.newBuilder().setRawBytes(ByteString.copyFrom(certificate)));
    }
    return CertificateAuthority.newBuilder()
        .setSubject(subject(chain.get(chain.size() - 1)))
        .setUri(uri)
        .setCertChain(certificates)
        .setValidFor(window.range())
        .build();
  }

  private static DistinguishedName subject(byte[] certificate) {
    try {
      X500Name name = new X509CertificateHolder(certificate).getSubject();
      return DistinguishedName.newBuilder()
          .setOrganization(part(name, BCStyle.O))
          .setCommonName(part(name, BCStyle.CN))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(X500Name name, ASN1ObjectIdentifier type) {
    return ((ASN1String) name.getRDNs(type)[0].getFirst().getValue()).getString();
  }
}
