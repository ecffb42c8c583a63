package dev.countersign.simulation.sigstore;

import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.rekor.v2.Verifier;

/** What a signature is verified with, as bundles and logs write it down. */
public sealed interface VerificationKey permits SigningCertificate, ManagedKey {
  /** The PEM text that entries of Rekor version 1 hold. */
  String pem();

  /** What entries of Rekor version 2 hold. */
  Verifier verifier();

  void addTo(VerificationMaterial.Builder material, BundleVersion version);
}
