package dev.countersign.verification;

import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of key goes with each kind of entry, over a file and over a statement. */
class EveryKeyAndEntryTest {
  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final String root = sigstore.trustedRootJson();

  @ParameterizedTest
  @EnumSource
  void acceptsAManagedKeyWithEveryEntry(KeyKind kind) {
    ManagedKey key = ManagedKey.generated(kind);

    for (EntryKind entry : EntryKind.values()) {
      SigningRequest request = timestamped(SigningRequest.by(key), entry);

      assertThat(reasons(root, sigstore.attest(SigningCases.statement(), request), key))
          .as("%s over a statement", entry)
          .isEmpty();
      if (entry == EntryKind.HASHEDREKORD_0_0_1 || entry == EntryKind.HASHEDREKORD_0_0_2) {
        assertThat(reasons(root, sigstore.sign(SignedRelease.manifest(), request), key))
            .as("%s over a file", entry)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA_3072", "RSA_4096"})
  void acceptsACertifiedKeyWithAStatementInEitherLog(KeyKind kind) {
    for (EntryKind entry : List.of(EntryKind.INTOTO_0_0_2, EntryKind.DSSE_0_0_2)) {
      SigningRequest request = timestamped(SignedRelease.request().withKey(kind), entry);

      assertThat(reasons(root, sigstore.attest(SigningCases.statement(), request)))
          .as("%s", entry)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA_3072", "RSA_4096"})
  void rejectsAnotherKeyOfTheSameKind(KeyKind kind) {
    ManagedKey key = ManagedKey.generated(kind);
    SignedMaterials signed =
        sigstore.sign(
            SignedRelease.manifest(),
            timestamped(SigningRequest.by(key), EntryKind.HASHEDREKORD_0_0_2));

    assertThat(reasons(root, signed, ManagedKey.generated(kind)))
        .containsExactly(ReasonCode.SIGNATURE_INVALID, ReasonCode.LOG_ENTRY_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "P256,SHA_256",
    "P384,SHA_256",
    "P384_SHA384,SHA_384",
    "P521_SHA512,SHA_512",
    "RSA_2048,SHA_256",
    "ED25519_PH,SHA_512"
  })
  void knowsAFileByTheDigestThatWasSigned(KeyKind kind, Digest.Algorithm algorithm) {
    SignedMaterials signed =
        sigstore.sign(SignedRelease.manifest(), SignedRelease.request().withKey(kind));

    assertThat(knownBy(algorithm, signed)).isEmpty();
    for (Digest.Algorithm other : Digest.Algorithm.values()) {
      if (other != algorithm) {
        assertThat(knownBy(other, signed))
            .containsExactly(
                ReasonCode.DIGEST_MISMATCH,
                ReasonCode.LOG_ENTRY_MISMATCH,
                ReasonCode.SIGNING_TIME_UNVERIFIED);
      }
    }
  }

  @Test
  void cannotKnowByADigestWhatWasSignedWithoutOne() {
    SignedMaterials signed =
        sigstore.sign(SignedRelease.manifest(), SignedRelease.request().withKey(KeyKind.ED25519));

    assertThat(knownBy(Digest.Algorithm.SHA_256, signed))
        .containsExactly(ReasonCode.SIGNATURE_INVALID);
  }

  @Test
  void knowsTheSubjectOfAStatementByAnyDigestThatItNames() {
    SignedMaterials attested =
        sigstore.attest(SigningCases.statement(), SignedRelease.request().withKey(KeyKind.ED25519));

    assertThat(knownBy(Digest.Algorithm.SHA_256, attested)).isEmpty();
    assertThat(knownBy(Digest.Algorithm.SHA_512, attested))
        .containsExactly(ReasonCode.SUBJECT_MISMATCH);
  }

  @Test
  void acceptsCosignsBundleOfAManagedKey() {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    SignedMaterials signed = sigstore.sign(SignedRelease.manifest(), SigningRequest.by(key));
    SignatureFiles files =
        SignatureFiles.ofBundle(SigningCases.file(".bundle", signed.cosignBundleJson()));
    SigningVerifier verifier =
        new SigningVerifier(TrustedMaterial.parse(root), SignedRelease.SIGNED_AT.plusSeconds(1));

    assertThat(
            reasons(
                verifier.verify(
                    SigningCases.MANIFEST,
                    files,
                    KeyFiles.publicKey(key.pem().getBytes(StandardCharsets.US_ASCII)))))
        .isEmpty();
    assertThat(reasons(verifier.verify(SigningCases.MANIFEST, files, SigningCases.signer())))
        .containsExactly(ReasonCode.CERTIFICATE_MISSING);
  }

  private List<ReasonCode> knownBy(Digest.Algorithm algorithm, SignedMaterials signed) {
    Digest digest = Digest.over(algorithm, SignedRelease.manifest());
    return reasons(
        new SigningVerifier(TrustedMaterial.parse(root), SigningCases.CUTOFF)
            .verify(
                Artifact.ofDigests("a digest", List.of(digest)),
                SigningCases.bundle(signed.bundleJson(BundleVersion.V0_3)),
                SigningCases.signer()));
  }

  private static SigningRequest timestamped(SigningRequest request, EntryKind entry) {
    return request.withEntry(entry).withTimestampAfter(Duration.ofSeconds(2));
  }
}
