package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.fixture.RealRelease;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * What the benchmarks verify, all of it valid: the real release, and a bundle of version 0.3 by a
 * Sigstore instance of its own. Trusted roots are prepared once; everything else is parsed anew by
 * each verification. The JDK keeps the certificates that it has read, and that their signatures are
 * good; whoever measures makes it forget them before each, as every signing has a certificate of
 * its own.
 */
final class VerificationSubjects {
  private final VerificationInput realRelease = RealRelease.input();
  private final Verifier realVerifier = RealReleaseCases.verifier("production");
  private final SignedRelease release = new SignedRelease();
  private final SignedMaterials materials = release.sign(SignedRelease.request());
  private final String bundle = materials.bundleJson(BundleVersion.V0_3);
  private final VerificationInput input = release.input(SignedRelease.set(bundle));
  private final Verifier verifier = release.verifier();
  private final byte[] digest =
      HexFormat.of().parseHex(Digest.sha256(SignedRelease.manifest()).hex());
  private final KeylessVerifier sigstoreJava;
  private final VerificationOptions options;
  private final BareSignatures bareSignatures;

  /** Prepares the subjects with the cryptography that is installed by now, and verifies each. */
  VerificationSubjects() throws Exception {
    LocalSigstore sigstore = release.sigstore();
    byte[] trustedRoot = sigstore.trustedRootJson().getBytes(UTF_8);
    sigstoreJava =
        KeylessVerifier.builder()
            .trustedRootProvider(
                () -> SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot)))
            .build();
    options =
        VerificationOptions.builder()
            .addCertificateMatchers(
                CertificateMatcher.fulcio()
                    .subjectAlternativeName(StringMatcher.string(SignedRelease.run().workflowUri()))
                    .issuer(StringMatcher.string(SignedRelease.ISSUER))
                    .build())
            .build();
    bareSignatures = new BareSignatures(sigstore.trustedRoot(), materials);
    requireForgotten();
    requireValid(verifyRealRelease().verified(), "the real release");
    requireValid(verifyBundle().verified(), "the bundle");
    requireValid(verifyBareSignatures(), "every signature of the bundle");
    verifyBundleWithSigstoreJava();
  }

  Verdict verifyRealRelease() {
    return realVerifier.verify(realRelease);
  }

  Verdict verifyBundle() {
    return verifier.verify(input);
  }

  void verifyBundleWithSigstoreJava() throws BundleParseException, KeylessVerificationException {
    sigstoreJava.verify(digest, Bundle.from(new StringReader(bundle)), options);
  }

  boolean verifyBareSignatures() throws GeneralSecurityException {
    return bareSignatures.verify();
  }

  /** Makes the JDK read each certificate, and verify its signature, anew. */
  static void forgetCertificates() {
    try {
      CertificateFactory.getInstance("X.509").generateCertificate(null);
      throw new IllegalStateException("the JDK forgets its certificates no longer this way");
    } catch (CertificateException e) {
      // That it forgets them is what this call is for; requireForgotten tells whether it does.
    }
  }

  @SuppressWarnings("ReferenceEquality") // that it is not the same object is what is asked
  private void requireForgotten() throws CertificateException {
    byte[] der = materials.certificate().toByteArray();
    X509Certificate kept = Certificates.parse(der);
    forgetCertificates();
    if (Certificates.parse(der) == kept) {
      throw new IllegalStateException("the JDK still knows the certificate");
    }
  }

  private static void requireValid(boolean valid, String what) {
    if (!valid) {
      throw new IllegalStateException(what + " does not verify");
    }
  }
}
