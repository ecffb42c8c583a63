package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manual step that Countersign replaces, through {@code verify}, offline. */
class VerifyRealReleaseTest {
  private static final String IDENTITY =
      "https://github.com/mayaCostantini/pyconfr-sigstore-demo/.github/workflows/"
          + "release-to-pypi.yaml@refs/tags/v0.0.13";
  private static final String REPOSITORY = RealRelease.REPOSITORY.fullName();

  @TempDir private Path folder;
  private Path manifest;

  @BeforeEach
  void checkOut() throws IOException {
    manifest = RealRelease.checkOut(folder);
  }

  @Test
  void verifiesTheReleaseForItsTagRepositoryAndTrigger() {
    CommandRun run =
        verify(
            "--cert-identity",
            IDENTITY,
            "--trigger",
            "release",
            "--repository",
            REPOSITORY,
            manifest.toString());

    assertThat(run).isEqualTo(new CommandRun(0, "OK: " + manifest + "\n", ""));
  }

  @Test
  void verifiesEveryThingThatTheCertificateSays() {
    assertThat(
            verify(
                "--cert-identity=" + IDENTITY,
                "--cert-oidc-issuer=https://token.actions.githubusercontent.com",
                "--trigger=release",
                "--repository=" + REPOSITORY,
                "--ref=refs/tags/v0.0.13",
                "--sha=" + RealRelease.COMMIT,
                "--name=Sign package with Sigstore and release it to PyPI",
                manifest.toString()))
        .isEqualTo(new CommandRun(0, "OK: " + manifest + "\n", ""));
  }

  @Test
  void isContentWithTheRepositoryAlone() {
    assertThat(verify("--repository", REPOSITORY, manifest.toString()).exitCode()).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "--cert-identity,    https://github.com/o/r/x.yml@refs/tags/v1, SIGNER_MISMATCH, 2.5.29.17",
    "--cert-oidc-issuer, https://issuer.test, ISSUER_MISMATCH, 1.3.6.1.4.1.57264.1.1",
    "--trigger,          push, TRIGGER_MISMATCH, 1.3.6.1.4.1.57264.1.2",
    "--repository,       other/pyconfr-sigstore-demo, REPOSITORY_MISMATCH, 1.3.6.1.4.1.57264.1.5",
    "--ref,              refs/tags/v0.0.14, TAG_MISMATCH, 1.3.6.1.4.1.57264.1.6",
    "--sha,              0000000000000000000000000000000000000000, TAG_MOVED, 1.3.6.1.4.1.57264.1.3",
    "--name,             Release, WORKFLOW_NAME_MISMATCH, 1.3.6.1.4.1.57264.1.4",
  })
  void failsForAnyOtherSigner(String option, String wrong, String reason, String oid) {
    List<String> arguments = new ArrayList<>(List.of(option, wrong, "--json", manifest.toString()));
    if (!option.equals("--cert-identity")) {
      arguments.addAll(List.of("--cert-identity", IDENTITY));
    }

    CommandRun run = verify(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(1);
    List<JsonNode> failed =
        findings(run).stream()
            .filter(finding -> finding.get("status").asText().equals("FAILED"))
            .toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).get("reason").asText()).isEqualTo(reason);
    assertThat(failed.get(0).at("/claim/oid").asText()).isEqualTo(oid);
    assertThat(failed.get(0).get("expected").asText()).contains(wrong);
  }

  @Test
  void saysWhatWasExpectedFoundWhyItMattersAndWhatToDo() {
    CommandRun run = verify("--cert-identity", IDENTITY, "--trigger", "push", manifest.toString());

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1,
                """
                FAIL: %s
                  Trigger: The signing workflow was started by an event that may not release. [TRIGGER_MISMATCH]
                    Claim: Workflow trigger (old form), 1.3.6.1.4.1.57264.1.2
                    Expected: push
                    Found: release
                    Why it matters: A manual run or a pull request can be started by people who may not release.
                    What to do: Publish the release, so that it starts the workflow, or list the event under signer.trigger in .github/countersign.yml.
                """
                    .formatted(manifest),
                ""));
  }

  @Test
  void verifiesADigestWithABundle() {
    String digest = "sha256:" + Digest.sha256(RealRelease.file(RealRelease.MANIFEST).content());

    assertThat(
            verify("--repository", REPOSITORY, "--bundle", beside(".sigstore").toString(), digest))
        .isEqualTo(new CommandRun(0, "OK: " + digest + "\n", ""));
    assertThat(
            verify(
                    "--repository",
                    REPOSITORY,
                    "--bundle",
                    beside(".sigstore").toString(),
                    "sha256:" + "0".repeat(64))
                .exitCode())
        .isEqualTo(1);
  }

  @Test
  void verifiesEachOfSeveralFilesAndFailsForOne() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "altered\n");
    Files.copy(beside(".sigstore"), folder.resolve("other.txt.sigstore"));

    CommandRun run = verify("--repository", REPOSITORY, other.toString(), manifest.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("FAIL: " + other + "\n")
        .contains("[DIGEST_MISMATCH]")
        .endsWith("OK: " + manifest + "\n");
  }

  @Test
  void failsWhenAFileBesideTheBundleDisagrees() throws IOException {
    for (String suffix : List.of(".sig", ".crt")) {
      byte[] good = Files.readAllBytes(beside(suffix));
      Files.writeString(beside(suffix), "AAAA");

      CommandRun run = verify("--repository", REPOSITORY, manifest.toString());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .startsWith("FAIL: ")
          .containsPattern("\\[(MATERIALS_DISAGREE|SIGNATURE_FILE_UNREADABLE)\\]");
      Files.write(beside(suffix), good);
    }
  }

  @Test
  void verifiesBothBundlesAndSaysSo() throws IOException {
    Files.copy(beside(".sigstore"), beside(".sigstore.json"));
    CommandRun good = verify("--repository", REPOSITORY, manifest.toString());
    Files.writeString(beside(".sigstore"), "{}");
    CommandRun bad = verify("--repository", REPOSITORY, manifest.toString());

    assertThat(good.exitCode()).isEqualTo(0);
    assertThat(good.err())
        .isEqualTo(
            "Note: %s and %s exist; all are verified.\n"
                .formatted(beside(".sigstore.json"), beside(".sigstore")));
    assertThat(bad.exitCode()).isEqualTo(1);
  }

  @Test
  void failsWithoutAnythingThatIsSigned() throws IOException {
    for (String suffix : List.of(".sig", ".crt", ".sigstore")) {
      Files.delete(beside(suffix));
    }

    CommandRun run = verify("--repository", REPOSITORY, manifest.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("[BUNDLE_MISSING]")
        .contains("  Not checked: Signature, Signing certificate, ");
  }

  @Test
  void tellsTheWholeVerdictAsJson() {
    CommandRun run =
        verify("--json", "--cert-identity", IDENTITY, "--trigger", "push", manifest.toString());

    JsonNode document = json(run);
    assertThat(document.get("verified").asBoolean()).isFalse();
    JsonNode file = document.at("/files/0");
    assertThat(file.get("verified").asBoolean()).isFalse();
    assertThat(file.get("artifact").asText()).isEqualTo(manifest.toString());
    assertThat(file.get("notChecked")).isEmpty();
    assertThat(file.get("signing").properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "subjectAlternativeName",
            "certificateSha256",
            "notBefore",
            "notAfter",
            "signedAt",
            "logIndex",
            "logUrl",
            "evidence",
            "claims");
    assertThat(file.at("/signing/logIndex").asLong()).isEqualTo(13_249_936);
    assertThat(file.at("/signing/evidence").asText()).isEqualTo("LEGACY_PROMISE");
    assertThat(file.at("/signing/claims").get("1.3.6.1.4.1.57264.1.6").asText())
        .isEqualTo("refs/tags/v0.0.13");
    assertThat(findings(run).stream().map(finding -> finding.get("check").asText()))
        .containsExactly(
            "MATERIALS",
            "SIGNATURE",
            "CERTIFICATE",
            "CERTIFICATE_TRANSPARENCY",
            "LOG_ENTRY",
            "SIGNING_TIME",
            "SIGNER",
            "ISSUER",
            "TRIGGER");
    assertThat(findings(run).get(8).properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "check", "status", "reason", "claim", "expected", "actual", "meaning", "why", "remedy");
  }

  private static List<JsonNode> findings(CommandRun run) {
    return StreamSupport.stream(json(run).at("/files/0/findings").spliterator(), false).toList();
  }

  private static JsonNode json(CommandRun run) {
    try {
      return new ObjectMapper().readTree(run.out());
    } catch (IOException e) {
      throw new AssertionError(run.out(), e);
    }
  }

  private Path beside(String suffix) {
    return Path.of(manifest + suffix);
  }

  private static CommandRun verify(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "verify",
                "--offline",
                "--trusted-root",
                SharedFixtures.path("fixtures/trusted-roots/production.json").toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }
}
