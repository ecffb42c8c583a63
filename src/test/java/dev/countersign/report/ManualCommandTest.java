package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SetVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualCommandTest {
  @Test
  void isTheCommandThatAMaintainerWouldType() {
    SetVerdict set = Verdicts.pyconfr().sets().get(0);
    assertThat(ManualCommand.of(Verdicts.V0_0_13, set))
        .hasValue(
            """
            sigstore verify github --cert-identity https://github.com/mayaCostantini/\
            pyconfr-sigstore-demo/.github/workflows/release-to-pypi.yaml@refs/tags/v0.0.13 \\
              --trigger release --repository mayaCostantini/pyconfr-sigstore-demo \
            checksums-1676301410.txt\
            """);
  }

  @Test
  void asksForTheReleasesIdentityWhateverTheCertificateClaims() {
    SetVerdict set =
        Verdicts.set(
            "checksums-1.txt",
            Verdicts.modernFacts(Verdicts.release("octo-org/octo-app", "v9")),
            Verdicts.contents("a.py"),
            Finding.failed(Check.TAG, ReasonCode.TAG_MISMATCH, "refs/tags/v1.2.0", "refs/tags/v9"));
    assertThat(ManualCommand.of(Verdicts.V1_2_0, set).orElseThrow())
        .contains("@refs/tags/v1.2.0")
        .doesNotContain("v9");
  }

  @Test
  void isNotOfferedForAnotherRepositorysCertificate() {
    SetVerdict set =
        Verdicts.set(
            "checksums-1.txt",
            Verdicts.modernFacts(Verdicts.release("evil/octo-app", "v1.2.0")),
            Verdicts.contents("a.py"),
            Finding.failed(Check.SIGNER, ReasonCode.SIGNER_MISMATCH, "octo-org", "evil"));
    assertThat(ManualCommand.of(Verdicts.V1_2_0, set)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nrm -rf ~.txt", "a\u202Etxt", "a\u001B[2Jb"})
  void isNotOfferedForNamesThatATerminalWouldHide(String manifest) {
    assertThat(ManualCommand.of(Verdicts.V1_2_0, Verdicts.set(manifest, Verdicts.contents())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.txt",
        "two words.txt",
        "$(touch x).txt",
        "`touch x`.txt",
        "a'b\"c.txt",
        "'; touch x; '",
        "a\\b!!.txt",
        "~root",
        "*.txt",
        "=ls",
        "ünï.txt"
      })
  void reachesTheProgramAsWritten(String manifest) throws IOException, InterruptedException {
    assertThat(arguments(manifest))
        .startsWith("verify", "github", "--cert-identity")
        .endsWith("--trigger", "release", "--repository", "octo-org/octo-app", manifest);
  }

  @Test
  void doesNotTakeAFileNameForAnOption() throws IOException, InterruptedException {
    assertThat(arguments("--bundle=x")).endsWith("./--bundle=x");
  }

  /** What a shell hands to the program. */
  private static List<String> arguments(String manifest) throws IOException, InterruptedException {
    String command =
        ManualCommand.of(Verdicts.V1_2_0, Verdicts.set(manifest, Verdicts.contents()))
            .orElseThrow();
    Process shell = new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true).start();
    try (var stdin = shell.getOutputStream()) {
      stdin.write(
          ("sigstore() { printf '%s\\n' \"$@\"; }\n" + command + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
