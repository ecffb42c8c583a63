package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.Statement;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Instant;
import java.util.List;

/** Signings of the release's manifest, judged by themselves: the reasons against each. */
final class SigningCases {
  static final Instant CUTOFF = Instant.parse("2024-08-01T00:00:00Z");
  static final Artifact MANIFEST = Artifact.of(SignedRelease.MANIFEST, SignedRelease.manifest());

  private SigningCases() {}

  /** A statement about the manifest. */
  static Statement statement() {
    return Statement.of("https://example.com/predicate/v1")
        .withSubject(SignedRelease.MANIFEST, SignedRelease.manifest());
  }

  /** The workflow that signs the release. */
  static IdentityPolicy signer() {
    return IdentityPolicy.builder()
        .subjectAlternativeName(SignedRelease.run().workflowUri())
        .issuer(SignedRelease.ISSUER)
        .build();
  }

  static List<ReasonCode> reasons(String trustedRoot, SignedMaterials materials) {
    return reasons(trustedRoot, materials.bundle(BundleVersion.V0_3));
  }

  static List<ReasonCode> reasons(TrustedRoot trustedRoot, SignedMaterials materials) {
    return reasons(LocalSigstore.json(trustedRoot), materials);
  }

  static List<ReasonCode> reasons(String trustedRoot, Bundle bundle) {
    return reasons(trustedRoot, bundle(LocalSigstore.json(bundle)));
  }

  static List<ReasonCode> reasons(String trustedRoot, SignatureFiles files) {
    return reasons(
        new SigningVerifier(TrustedMaterial.parse(trustedRoot), CUTOFF)
            .verify(MANIFEST, files, signer()));
  }

  /**
   * The reasons of all findings that failed or are undecided; verified exactly when there are none.
   */
  static List<ReasonCode> reasons(SigningVerdict verdict) {
    List<ReasonCode> reasons =
        verdict.findings().stream()
            .filter(finding -> finding.status().compareTo(Status.WARNING) > 0)
            .map(Finding::reason)
            .toList();
    assertThat(verdict.verified()).isEqualTo(reasons.isEmpty());
    return reasons;
  }

  static SignatureFiles bundle(String json) {
    return SignatureFiles.ofBundle(file(".sigstore.json", json));
  }

  /** The reasons against a signing of which this managed key is demanded. */
  static List<ReasonCode> reasons(String trustedRoot, SignedMaterials materials, ManagedKey key) {
    return reasons(trustedRoot, materials.bundle(BundleVersion.V0_3), key);
  }

  static List<ReasonCode> reasons(String trustedRoot, Bundle bundle, ManagedKey key) {
    return reasons(
        new SigningVerifier(TrustedMaterial.parse(trustedRoot), CUTOFF)
            .verify(
                MANIFEST,
                bundle(LocalSigstore.json(bundle)),
                KeyFiles.publicKey(key.pem().getBytes(UTF_8))));
  }

  /** The signing's bundle with another log entry. */
  static Bundle withEntry(SignedMaterials materials, TransparencyLogEntry entry) {
    return SignedRelease.withEntry(materials, copy -> copy.clear().mergeFrom(entry));
  }

  static MaterialFile file(String suffix, String content) {
    return new MaterialFile(SignedRelease.MANIFEST + suffix, content.getBytes(UTF_8));
  }
}
