package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.ConformanceCase;
import dev.countersign.verification.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sigstore's conformance suite through {@code verify-bundle}, as its client protocol runs it. */
class ConformanceCommandTest {
  static Stream<ConformanceCase> cases() {
    return ConformanceCase.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void exitsAsTheSuiteDemands(ConformanceCase conformance) {
    String file = conformance.artifactFile().toString();

    CommandRun run = CommandRun.of(arguments(conformance, file));

    assertThat(run.err()).isEmpty();
    if (conformance.mustFail()) {
      assertThat(run.out()).startsWith("FAIL: " + file + "\n  ");
      assertThat(run.exitCode()).isEqualTo(1);
    } else {
      assertThat(run.out()).isEqualTo("OK: " + file + "\n");
      assertThat(run.exitCode()).isEqualTo(0);
    }
  }

  @Test
  void takesTheDigestInPlaceOfTheFile() {
    ConformanceCase good =
        ConformanceCase.all().stream()
            .filter(conformance -> conformance.name().equals("happy-path-v0.3"))
            .findFirst()
            .orElseThrow();
    String digest = "sha256:" + Digest.sha256(good.artifact());
    String other = "sha256:" + "0".repeat(64);

    assertThat(CommandRun.of(arguments(good, digest)))
        .isEqualTo(new CommandRun(0, "OK: " + digest + "\n", ""));
    assertThat(CommandRun.of(arguments(good, other)))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.out()).startsWith("FAIL: " + other).contains("[DIGEST_MISMATCH]");
            });
  }

  @Test
  void needsAnIdentityWithItsIssuerOrAKeyButNotBoth() {
    for (List<String> incomplete :
        List.of(
            List.<String>of(),
            List.of("--certificate-identity", "somebody"),
            List.of("--certificate-oidc-issuer", "https://issuer.test"),
            List.of("--key", "k", "--certificate-identity", "somebody"),
            List.of("--key", "k", "--certificate-oidc-issuer", "https://issuer.test"))) {
      List<String> arguments = new ArrayList<>(List.of("verify-bundle", "--bundle", "b", "a.txt"));
      arguments.addAll(incomplete);

      CommandRun run = CommandRun.of(arguments);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .startsWith("either --certificate-identity and --certificate-oidc-issuer, or --key")
          .contains("Usage: countersign verify-bundle");
    }
  }

  @Test
  void doesNotTakeAnythingForAKey() {
    ConformanceCase managed =
        ConformanceCase.all().stream()
            .filter(conformance -> conformance.name().equals("managed-key-happy-path"))
            .findFirst()
            .orElseThrow();
    String notAKey = managed.bundleFile().toString();

    CommandRun run =
        CommandRun.of(
            "verify-bundle",
            "--bundle",
            managed.bundleFile().toString(),
            "--key",
            notAKey,
            "--trusted-root",
            managed.trustedRootFile().toString(),
            managed.artifactFile().toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the key " + notAKey + " cannot be used");
  }

  private static List<String> arguments(ConformanceCase conformance, String artifact) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify-bundle",
                "--bundle",
                conformance.bundleFile().toString(),
                "--trusted-root",
                conformance.trustedRootFile().toString()));
    if (conformance.keyFile().isPresent()) {
      arguments.addAll(List.of("--key", conformance.keyFile().get().toString()));
    } else {
      arguments.addAll(
          List.of(
              "--certificate-identity",
              conformance.identity(),
              "--certificate-oidc-issuer",
              conformance.issuer()));
    }
    arguments.add(artifact);
    return arguments;
  }
}
