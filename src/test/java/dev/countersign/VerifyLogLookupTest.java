package dev.countersign;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.rekor.FakeRekor;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowRun;
import dev.countersign.verification.Digest;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures whose log entry {@code verify} finds at the log. */
class VerifyLogLookupTest {
  private static final byte[] CONTENT = "a manifest\n".getBytes(UTF_8);
  private static final SigningRequest REQUEST =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());

  @TempDir private Path folder;
  private final LocalSigstore sigstore =
      new LocalSigstore(() -> Instant.parse("2026-03-01T12:00:00Z"));
  private final FakeRekor rekor = new FakeRekor();
  private final SignedMaterials materials = sigstore.sign(CONTENT, REQUEST);
  private Path file;

  @BeforeEach
  void writeADetachedSignature() throws IOException {
    file = Files.write(folder.resolve("sums.txt"), CONTENT);
    Files.writeString(folder.resolve("root.json"), sigstore.trustedRootJson());
    Files.writeString(folder.resolve("sums.txt.sig"), materials.signatureFile());
    Files.writeString(folder.resolve("sums.txt.crt"), materials.certificateFile());
    rekor.holds(materials.entry());
  }

  @AfterEach
  void close() {
    rekor.close();
  }

  @Test
  void verifiesADetachedSignatureWithTheLogsEntry() {
    assertThat(verify(file.toString())).isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));
    assertThat(rekor.requests()).hasSize(1);
  }

  @Test
  void verifiesADigestWithSignatureAndCertificate() {
    String digest = "sha256:" + Digest.sha256(CONTENT);

    assertThat(verify("--signature", file + ".sig", "--cert", file + ".crt", digest))
        .isEqualTo(new CommandRun(0, "OK: " + digest + "\n", ""));
  }

  @Test
  void takesTheOtherFileFromBesideTheInput() throws IOException {
    Path elsewhere = folder.resolve("signature");
    Files.move(folder.resolve("sums.txt.sig"), elsewhere);
    Files.writeString(folder.resolve("sums.txt.sigstore.json"), "not looked at");

    assertThat(verify("--signature", elsewhere.toString(), file.toString()).exitCode()).isZero();
    assertThat(rekor.requests()).hasSize(1);
  }

  @Test
  void completesARecentBundleThatHasNoCheckpoint() throws IOException {
    Bundle.Builder bundle = materials.bundle(BundleVersion.V0_2).toBuilder();
    bundle
        .getVerificationMaterialBuilder()
        .getTlogEntriesBuilder(0)
        .getInclusionProofBuilder()
        .clearCheckpoint();
    Files.writeString(folder.resolve("sums.txt.sigstore"), LocalSigstore.json(bundle.build()));

    assertThat(verify(file.toString())).isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));

    rekor.holds();
    assertThat(verify(file.toString()).out()).contains("[CHECKPOINT_MISSING]");
  }

  @Test
  void failsWhereTheLogHasNoEntry() {
    rekor.holds();

    CommandRun run = verify(file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("FAIL: " + file)
        .contains("No transparency log entry is at hand. [LOG_ENTRY_MISSING]");
  }

  @Test
  void judgesNothingWhenTheLogGivesNoAnswerButVerifiesTheOtherFiles() throws IOException {
    rekor.answers(aResponse().withStatus(503));
    Path other = Files.write(folder.resolve("other.txt"), CONTENT);
    Files.writeString(
        folder.resolve("other.txt.sigstore.json"), materials.bundleJson(BundleVersion.V0_3));

    CommandRun run = verify(file.toString(), other.toString());

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1,
                "OK: " + other + "\n",
                "Could not verify %s: the transparency log %s answered with status 503.\n"
                    .formatted(file, rekor.url())));
  }

  @Test
  void judgesNothingWhenTheLogsEntryDoesNotVerify() throws IOException {
    TransparencyLogEntry.Builder altered = materials.entry().toBuilder();
    altered.setIntegratedTime(altered.getIntegratedTime() + 1);
    rekor.holds(altered.build());

    assertThat(verify(file.toString())).isEqualTo(notVerifying());
    assertThat(verify("--json", file.toString()).out())
        .contains("\"error\": \"the entry that the transparency log gave");
  }

  @Test
  void judgesNothingWhenTheLogsProofDoesNotVerifyUnlessTheBundleIsToBlame() throws IOException {
    TransparencyLogEntry.Builder altered = materials.entry().toBuilder();
    altered.getInclusionProofBuilder().setRootHash(ByteString.copyFrom(new byte[32]));
    rekor.holds(altered.build());
    Files.writeString(folder.resolve("sums.txt.bundle"), materials.cosignBundleJson());

    assertThat(verify(file.toString())).isEqualTo(notVerifying());

    Files.writeString(
        folder.resolve("sums.txt.bundle"),
        materials
            .cosignBundleJson()
            .replace(
                "\"integratedTime\":" + materials.entry().getIntegratedTime(),
                "\"integratedTime\":" + (materials.entry().getIntegratedTime() + 1)));
    altered.setIntegratedTime(altered.getIntegratedTime() + 1);
    rekor.holds(altered.build());
    assertThat(verify(file.toString()).out()).startsWith("FAIL: ").contains("[SET_INVALID]");
  }

  @Test
  void tellsInJsonWhatCouldNotBeJudged() {
    rekor.answers(aResponse().withStatus(503));

    CommandRun run = verify("--json", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("{\n  \"verified\": false,\n")
        .contains(
            "\"error\": \"the transparency log " + rekor.url() + " answered with status 503\"");
  }

  @Test
  void asksNobodyWhenOffline() {
    CommandRun run = verify("--offline", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("[LOG_ENTRY_MISSING]");
    assertThat(rekor.requests()).isEmpty();
  }

  @Test
  void asksNothingForASignatureThatIsNotGood() throws IOException {
    Files.writeString(file, "altered\n");

    CommandRun run = verify(file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("[SIGNATURE_INVALID]");
    assertThat(rekor.requests()).isEmpty();
  }

  private CommandRun notVerifying() {
    return new CommandRun(
        1,
        "",
        "Could not verify "
            + file
            + ": the entry that the transparency log gave for the signature does not verify.\n");
  }

  private CommandRun verify(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "verify",
                "--repository",
                "octo-org/demo",
                "--trusted-root",
                folder.resolve("root.json").toString()));
    all.addAll(List.of(arguments));
    return CommandRun.askingLog(rekor.url(), all.toArray(String[]::new));
  }
}
