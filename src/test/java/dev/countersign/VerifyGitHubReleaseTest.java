package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.ReleaseAttestation;
import dev.countersign.verification.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifying an asset with what GitHub attests about an immutable release. */
class VerifyGitHubReleaseTest {
  private static final byte[] CONTENT = "asset".getBytes(StandardCharsets.UTF_8);
  private static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTheAttestation() throws IOException {
    GitHubSigstore gitHub = new GitHubSigstore(() -> Instant.parse("2026-03-01T12:00:00Z"));
    file = Files.write(folder.resolve("asset.zip"), CONTENT);
    Files.writeString(folder.resolve("root.json"), gitHub.trustedRootJson());
    Files.writeString(
        folder.resolve("attestation.json"),
        gitHub
            .attest(
                new ReleaseAttestation(
                    "octo-org/demo",
                    1,
                    2,
                    3,
                    "v1",
                    COMMIT,
                    Map.of("asset.zip", Digest.sha256(CONTENT).hex())))
            .bundleJson(BundleVersion.V0_3));
  }

  @Test
  void verifiesAnAssetOfTheRelease() {
    assertThat(verify("octo-org/demo", "refs/tags/v1", "--sha", COMMIT))
        .isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));
  }

  @Test
  void rejectsAnotherRepositoryTagCommitAndFile() throws IOException {
    assertThat(verify("octo-org/demo2", "refs/tags/v1").out()).contains("[REPOSITORY_MISMATCH]");
    assertThat(verify("octo-org/demo", "refs/tags/v2").out()).contains("[TAG_MISMATCH]");
    assertThat(verify("octo-org/demo", "refs/tags/v1", "--sha", "0".repeat(40)).out())
        .contains("[TAG_MOVED]");
    Files.writeString(file, "another");
    CommandRun changed = verify("octo-org/demo", "refs/tags/v1");
    assertThat(changed.out()).startsWith("FAIL: ").contains("[SUBJECT_MISMATCH]");
    assertThat(changed.exitCode()).isEqualTo(1);
  }

  @Test
  void wantsRepositoryAndTagAndNothingAboutAWorkflow() {
    assertThat(verify("octo-org/demo", "refs/heads/main").exitCode()).isEqualTo(2);
    assertThat(verify("octo-org/demo", "refs/tags/v1", "--trigger", "release").exitCode())
        .isEqualTo(2);
  }

  @Test
  void comparesTheIdsOfRepositoryAndOwner() {
    assertThat(withIds("1", "2")).isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));

    CommandRun recreated = withIds("4", "2");
    assertThat(recreated.exitCode()).isEqualTo(1);
    assertThat(recreated.out())
        .contains("[REPOSITORY_MISMATCH]", "Expected: repository id 4", "Found: repository id 1");
    CommandRun transferred = withIds("1", "5");
    assertThat(transferred.exitCode()).isEqualTo(1);
    assertThat(transferred.out())
        .contains("[REPOSITORY_MISMATCH]", "Expected: owner id 5", "Found: owner id 2");
  }

  private CommandRun withIds(String repository, String owner) {
    return verify(
        "octo-org/demo", "refs/tags/v1", "--repository-id", repository, "--owner-id", owner);
  }

  private CommandRun verify(String repository, String ref, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify",
                "--cert-identity",
                "https://dotcom.releases.github.com",
                "--repository",
                repository,
                "--ref",
                ref,
                "--bundle",
                folder.resolve("attestation.json").toString(),
                "--trusted-root",
                folder.resolve("root.json").toString(),
                "--offline"));
    arguments.addAll(List.of(more));
    arguments.add(file.toString());
    return CommandRun.of(arguments);
  }
}
