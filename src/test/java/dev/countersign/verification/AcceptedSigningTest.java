package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.Claim;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.verification.SigningFacts.LogEvidence;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a good signing verifies. */
class AcceptedSigningTest {
  private final SignedRelease release = new SignedRelease();

  static Stream<Arguments> forms() {
    return Arrays.stream(BundleVersion.values())
        .flatMap(
            version ->
                Stream.of(KeyKind.P256, KeyKind.P384, KeyKind.P521, KeyKind.RSA_2048)
                    .flatMap(
                        key ->
                            Stream.of(true, false)
                                .map(timestamped -> Arguments.of(version, key, timestamped))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void acceptsEveryVersionAndKindOfKey(BundleVersion version, KeyKind key, boolean timestamped) {
    SigningRequest request = SignedRelease.request().withKey(key);
    SignedMaterials materials =
        release.sign(timestamped ? request.withTimestampAfter(Duration.ofSeconds(2)) : request);

    SetVerdict verdict = release.verify(SignedRelease.set(materials.bundle(version)));

    assertThat(verdict.findings())
        .extracting(Finding::check, Finding::status)
        .containsExactlyElementsOf(
            Arrays.stream(Check.values())
                .map(check -> org.assertj.core.api.Assertions.tuple(check, Status.PASSED))
                .toList());
    assertThat(verdict.verified()).isTrue();
    SigningFacts facts = verdict.signing().orElseThrow();
    assertThat(facts.signedAt()).contains(SignedRelease.SIGNED_AT);
    assertThat(facts.evidence()).contains(LogEvidence.CHECKPOINT);
    assertThat(facts.logIndex()).contains(materials.entry().getLogIndex());
  }

  @Test
  void acceptsATimestampInPlaceOfTheLogsPromise() {
    SignedMaterials materials =
        release.sign(
            SignedRelease.request()
                .without(Part.SIGNED_ENTRY_TIMESTAMP)
                .withTimestampAfter(Duration.ofSeconds(2)));

    SetVerdict verdict = release.verify(SignedRelease.set(materials.bundle(BundleVersion.V0_3)));

    assertThat(verdict.verified()).isTrue();
    SigningFacts facts = verdict.signing().orElseThrow();
    assertThat(facts.signedAt()).contains(SignedRelease.ISSUED_AT.plusSeconds(2));
    // Without the promise nobody vouches for the entry's own index.
    assertThat(facts.logIndex()).contains(materials.entry().getInclusionProof().getLogIndex());
  }

  @Test
  void acceptsTheLogsPromiseAloneBeforeTheCutOff() {
    release.withLegacyCutoff(SignedRelease.SIGNED_AT.plusSeconds(1));

    assertThat(release.reasons(SignedRelease.request().without(Part.INCLUSION_PROOF))).isEmpty();
    assertThat(release.reasons(SignedRelease.request().without(Part.CHECKPOINT))).isEmpty();
  }

  @Test
  void acceptsACertificateFromBeforeTheNewerClaims() {
    assertThat(release.reasons(SignedRelease.run().identity().withoutNewerClaims())).isEmpty();
  }

  @Test
  void acceptsACertificateWithTheNewerClaimsAlone() {
    var identity = SignedRelease.run().identity();
    for (Claim claim : Claim.values()) {
      identity = claim.isNewer() ? identity : identity.without(claim);
    }

    assertThat(release.reasons(identity)).isEmpty();
  }

  @Test
  void acceptsABundleThatDoesNotRepeatTheDigest() {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle.getMessageSignatureBuilder().clearMessageDigest();
                  return bundle;
                }))
        .isEmpty();
  }

  @Test
  void acceptsAllTheFilesOfASigning() {
    Map<String, byte[]> files =
        release.sign(SignedRelease.request()).files(SignedRelease.MANIFEST, BundleVersion.V0_3);

    assertThat(
            release.reasons(
                new MaterialSet(
                    file(files, ""),
                    List.of(file(files, ".sigstore.json")),
                    List.of(file(files, ".sig")),
                    List.of(file(files, ".crt")))))
        .isEmpty();
  }

  @Test
  void acceptsACertificateFileThatIsItselfInBase64() {
    SignedMaterials materials = release.sign(SignedRelease.request());
    byte[] wrapped = Base64.getMimeEncoder().encode(materials.certificateFile().getBytes(UTF_8));

    assertThat(
            release.reasons(
                new MaterialSet(
                    new MaterialFile(SignedRelease.MANIFEST, SignedRelease.manifest()),
                    SignedRelease.set(materials.bundle(BundleVersion.V0_2)).bundles(),
                    List.of(),
                    List.of(new MaterialFile(SignedRelease.MANIFEST + ".crt", wrapped)))))
        .isEmpty();
  }

  private static MaterialFile file(Map<String, byte[]> files, String suffix) {
    String path = SignedRelease.MANIFEST + suffix;
    return new MaterialFile(path, Objects.requireNonNull(files.get(path)));
  }
}
