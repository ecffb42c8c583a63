package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.common.v1.X509CertificateChain;
import dev.sigstore.proto.rekor.v2.Verifier;

/**
 * A certificate of a signing key.
 *
 * @param der the certificate
 * @param key kind of the certified key
 */
public record SigningCertificate(ByteString der, KeyKind key) implements VerificationKey {
  @Override
  public String pem() {
    return Pem.certificate(der.toByteArray());
  }

  @Override
  public Verifier verifier() {
    return Verifier.newBuilder().setX509Certificate(raw()).setKeyDetails(key.details()).build();
  }

  @Override
  public void addTo(VerificationMaterial.Builder material, BundleVersion version) {
    if (version.hasCertificateChain()) {
      material.setX509CertificateChain(X509CertificateChain.newBuilder().addCertificates(raw()));
    } else {
      material.setCertificate(raw());
    }
  }

  private X509Certificate raw() {
    return X509Certificate.newBuilder().setRawBytes(der).build();
  }
}
