package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.StringReader;

/** Sigstore-java's own verifier, which shares nothing with the instance but what it publishes. */
final class LibraryVerifier {
  private final KeylessVerifier verifier;

  LibraryVerifier(LocalSigstore sigstore) throws Exception {
    this(sigstore.trustedRoot());
  }

  LibraryVerifier(TrustedRoot root) throws Exception {
    byte[] trustedRoot = LocalSigstore.json(root).getBytes(UTF_8);
    verifier =
        KeylessVerifier.builder()
            .trustedRootProvider(
                () -> SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot)))
            .build();
  }

  void verify(byte[] artifact, String bundleJson, CertificateMatcher... matchers)
      throws BundleParseException, KeylessVerificationException {
    verifier.verify(
        Sha256.of(artifact),
        Bundle.from(new StringReader(bundleJson)),
        VerificationOptions.builder().addCertificateMatchers(matchers).build());
  }
}
