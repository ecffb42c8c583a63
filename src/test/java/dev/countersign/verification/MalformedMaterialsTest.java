package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.sigstore.proto.bundle.v1.Bundle;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is committed, the verdict is a verdict: never an exception, never verified, and not
 * after hours. The limits of time are far above what is needed, and far below what an attack took.
 */
class MalformedMaterialsTest {
  private static final int SAMPLES = 200;

  private final SignedRelease release = new SignedRelease();
  private final SignedMaterials signing =
      release.sign(SignedRelease.request().withTimestampAfter(Duration.ofSeconds(2)));
  private final Bundle good = signing.bundle(BundleVersion.V0_3);

  @Test
  void rejectsACertificateWithAnyByteChanged() {
    byte[] certificate = signing.certificate().toByteArray();
    Random random = new Random(1);
    for (int i = 0; i < SAMPLES; i++) {
      Bundle.Builder bundle = good.toBuilder();
      bundle
          .getVerificationMaterialBuilder()
          .getCertificateBuilder()
          .setRawBytes(changed(certificate, random));

      assertRejected(SignedRelease.set(bundle.build()));
    }
  }

  @Test
  void rejectsATimestampWithAnyByteOfItsSignedPartChanged() {
    byte[] timestamp = signing.timestamps().get(0).toByteArray();
    Random random = new Random(2);
    for (int i = 0; i < SAMPLES; i++) {
      Bundle.Builder bundle = good.toBuilder();
      bundle
          .getVerificationMaterialBuilder()
          .getTimestampVerificationDataBuilder()
          .getRfc3161TimestampsBuilder(0)
          .setSignedTimestamp(changed(timestamp, random));

      // Some bytes are not signed; what counts here is that there is an answer.
      assertThat(release.verify(SignedRelease.set(bundle.build())).findings()).isNotEmpty();
    }
  }

  @Test
  void answersToAnyByteOfTheBundleChanged() {
    byte[] json = signing.bundleJson(BundleVersion.V0_3).getBytes(UTF_8);
    Random random = new Random(3);
    for (int i = 0; i < SAMPLES; i++) {
      MaterialSet set =
          new MaterialSet(
              new MaterialFile(SignedRelease.MANIFEST, SignedRelease.manifest()),
              List.of(
                  new MaterialFile(
                      SignedRelease.MANIFEST + ".sigstore", changed(json, random).toByteArray())),
              List.of(),
              List.of());

      assertThat(ClaimedRef.of(set).orElse("refs/tags/v1.0.0")).startsWith("refs/");
      assertThat(release.verify(set).findings()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "-----BEGIN CERTIFICATE-----", "A", "="})
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsAHugeCertificateFileInTime(String filling) {
    String content = "-----BEGIN CERTIFICATE-----" + filling.repeat((1 << 20) / filling.length());

    assertThat(
            release.reasons(
                new MaterialSet(
                    new MaterialFile(SignedRelease.MANIFEST, SignedRelease.manifest()),
                    SignedRelease.set(good).bundles(),
                    List.of(),
                    List.of(
                        new MaterialFile(
                            SignedRelease.MANIFEST + ".crt", content.getBytes(UTF_8))))))
        .containsExactly(ReasonCode.SIGNATURE_FILE_UNREADABLE);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsAHugeNumberInTime() {
    String json =
        "{\"verificationMaterial\":{\"tlogEntries\":[{\"logIndex\":\""
            + "1".repeat(1_000_000)
            + "\"}]}}";

    assertThat(release.reasons(SignedRelease.set(json)))
        .containsExactly(ReasonCode.BUNDLE_UNREADABLE);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void hashesAManifestThatListsItselfOnEveryLineInTime() {
    String line = "ab".repeat(32) + "  " + SignedRelease.MANIFEST + "\n";
    SetVerdict verdict = verify(line.repeat(50_000));

    assertThat(verdict.verified()).isFalse();
    assertThat(verdict.contents().ofKind(EntryResult.ManifestItselfDiffers.class)).hasSize(50_000);
    assertThat(verdict.withStatus(Status.WARNING)).hasSizeLessThan(25);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void namesOnlySomeOfManyConflicts() {
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      manifest.append(String.format("%064x  a\n", i));
    }

    assertThat(
            verify(manifest.toString()).withStatus(Status.FAILED).stream()
                .filter(finding -> finding.reason() == ReasonCode.MANIFEST_ENTRY_CONFLICT))
        .hasSize(21);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsAHugeLineInTime() {
    assertThat(verify("ab".repeat(32) + "  " + "a/".repeat(4 << 20)).verified()).isFalse();
    assertThat(verify("\\" + "ab".repeat(32) + "  " + "\\n".repeat(4 << 20)).verified()).isFalse();
    assertThat(verify("x\n".repeat(1_000_000)).withStatus(Status.FAILED)).hasSizeLessThan(40);
  }

  private SetVerdict verify(String manifest) {
    return release.verify(
        new MaterialSet(
            new MaterialFile(SignedRelease.MANIFEST, manifest.getBytes(UTF_8)),
            SignedRelease.set(good).bundles(),
            List.of(),
            List.of()));
  }

  private void assertRejected(MaterialSet set) {
    assertThat(release.reasons(set)).isNotEmpty();
  }

  /** One byte changed, or some left out, or some doubled. */
  private static ByteString changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    ByteString whole = ByteString.copyFrom(bytes);
    ByteString head = whole.substring(0, at);
    int rest = Math.min(bytes.length, at + 1 + random.nextInt(4));
    return switch (random.nextInt(4)) {
      case 0 -> head.concat(whole.substring(rest));
      case 1 -> head.concat(whole.substring(Math.max(0, at - 3)));
      default -> {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        yield ByteString.copyFrom(copy);
      }
    };
  }
}
