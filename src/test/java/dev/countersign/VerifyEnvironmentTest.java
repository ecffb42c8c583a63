package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.ConformanceCase;
import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment variables in place of options, over a real release. */
class VerifyEnvironmentTest {
  private static final String WORKFLOW = "SIGSTORE_VERIFY_GITHUB_WORKFLOW_";
  private static final String REPOSITORY = RealRelease.REPOSITORY.fullName();
  private static final String ROOT =
      SharedFixtures.path("fixtures/trusted-roots/production.json").toString();

  @TempDir private Path folder;
  private Path manifest;

  @BeforeEach
  void checkOut() throws IOException {
    manifest = RealRelease.checkOut(folder);
  }

  @Test
  void verifiesWhatTheEnvironmentAloneAsksFor() {
    Map<String, String> environment =
        Map.of(
            "SIGSTORE_CERT_IDENTITY",
            "https://github.com/mayaCostantini/pyconfr-sigstore-demo/.github/workflows/"
                + "release-to-pypi.yaml@refs/tags/v0.0.13",
            WORKFLOW + "TRIGGER",
            "release",
            WORKFLOW + "REPOSITORY",
            REPOSITORY,
            WORKFLOW + "REF",
            "refs/tags/v0.0.13",
            WORKFLOW + "SHA",
            RealRelease.COMMIT,
            WORKFLOW + "NAME",
            "Sign package with Sigstore and release it to PyPI",
            "SIGSTORE_TRUSTED_ROOT",
            ROOT,
            "SIGSTORE_OFFLINE",
            "1");

    assertThat(CommandRun.in(environment, "verify", manifest.toString())).isEqualTo(ok());
  }

  @ParameterizedTest
  @CsvSource({
    "SIGSTORE_CERT_IDENTITY, https://github.com/o/r/x.yml@refs/tags/v1, SIGNER_MISMATCH",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER, push, TRIGGER_MISMATCH",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_REPOSITORY, o/r, REPOSITORY_MISMATCH",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_REF, refs/tags/v0.0.14, TAG_MISMATCH",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_SHA, 0000000000000000000000000000000000000000, TAG_MOVED",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_NAME, Release, WORKFLOW_NAME_MISMATCH",
    // What picocli would not take as it is.
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER, _NULL_, TRIGGER_MISMATCH",
    "SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER, ${sys:trigger:-release}, TRIGGER_MISMATCH",
  })
  void isAsStrictAsAnOption(String variable, String wrong, String reason) {
    String[] enough =
        variable.endsWith("_REPOSITORY")
            ? new String[] {}
            : new String[] {"--repository", REPOSITORY};

    CommandRun run = offline(Map.of(variable, wrong), enough);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("FAIL: " + manifest + "\n")
        .contains("[" + reason + "]", "Expected: " + wrong);
  }

  @Test
  void prefersTheOption() {
    Map<String, String> environment =
        Map.of(WORKFLOW + "TRIGGER", "push", WORKFLOW + "REPOSITORY", "nonsense");

    assertThat(offline(environment, "--trigger", "release", "--repository", REPOSITORY))
        .isEqualTo(ok());
    assertThat(
            offline(
                    Map.of(WORKFLOW + "TRIGGER", "release"),
                    "--trigger=push",
                    "--repository=" + REPOSITORY)
                .out())
        .contains("[TRIGGER_MISMATCH]");
  }

  @Test
  void takesAnEmptyVariableForNone() {
    Map<String, String> environment = new HashMap<>();
    for (String name : List.of("TRIGGER", "SHA", "NAME", "REF")) {
      environment.put(WORKFLOW + name, "");
    }
    for (String name : List.of("BUNDLE", "SIGNATURE", "CERTIFICATE")) {
      environment.put("SIGSTORE_" + name, "");
    }

    assertThat(offline(environment, "--repository", REPOSITORY)).isEqualTo(ok());
    assertThat(offline(Map.of(WORKFLOW + "REPOSITORY", "")).err())
        .startsWith("--cert-identity or --repository is required\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIGSTORE_VERIFY_GITHUB_WORKFLOW_REPOSITORY | r     | Invalid value for SIGSTORE_VERIFY_GITHUB_WORKFLOW_REPOSITORY, in place of option '--repository': expected OWNER/REPO, found 'r'
          SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER    | ' '   | Invalid value for SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER, in place of option '--trigger': it is empty
          SIGSTORE_STAGING                           | maybe | Invalid value for SIGSTORE_STAGING, in place of option '--staging': expected yes or no, found 'maybe'
          SIGSTORE_OFFLINE                           | 2     | Invalid value for SIGSTORE_OFFLINE, in place of option '--offline': expected yes or no, found '2'
          SIGSTORE_OFFLINE                           | ' 1'  | Invalid value for SIGSTORE_OFFLINE, in place of option '--offline': expected yes or no, found ' 1'
          SIGSTORE_SIGNATURE                         | s     | --bundle cannot be used with --certificate or --signature (in the environment: SIGSTORE_SIGNATURE)
          SIGSTORE_CERTIFICATE                       | c     | --bundle cannot be used with --certificate or --signature (in the environment: SIGSTORE_CERTIFICATE)
          """)
  void endsWithTheUsageForAValueThatCannotBe(String variable, String value, String problem) {
    CommandRun run =
        CommandRun.in(
            Map.of(variable, value), "verify", "--cert-identity=c", "--bundle=b", "a.txt");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(problem).contains("Usage: countersign verify [");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "yes", "true", "t", "on", "1", "YES", "True"})
  void isOfflineForAnyYesWithAndWithoutTheOption(String yes) {
    Map<String, String> environment =
        Map.of("SIGSTORE_OFFLINE", yes, WORKFLOW + "REPOSITORY", REPOSITORY);

    for (String option : List.of("--verbose", "--offline")) {
      CommandRun run =
          CommandRun.in(environment, "verify", option, "--signature", "s", manifest.toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("--offline cannot be used with");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "no", "false", "f", "off", "0", "NO", "False", ""})
  void isNeitherOfflineNorOfStagingForAnyNo(String no) {
    Map<String, String> environment =
        Map.of("SIGSTORE_OFFLINE", no, "SIGSTORE_STAGING", no, "SIGSTORE_TRUSTED_ROOT", ROOT);

    CommandRun run =
        CommandRun.in(
            environment,
            "verify",
            "--repository=" + REPOSITORY,
            "--signature=none",
            manifest.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("none cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGSTORE_BUNDLE", "SIGSTORE_SIGNATURE", "SIGSTORE_CERTIFICATE"})
  void verifiesWithTheNamedFileAlone(String variable) {
    CommandRun run =
        CommandRun.in(
            Map.of(variable, "none"),
            "verify",
            "--trusted-root=" + ROOT,
            "--repository=" + REPOSITORY,
            manifest.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("none cannot be read");
  }

  @Test
  void countsAmongTheDemandsThatCannotBeMadeOfGitHubsAttestations() {
    CommandRun run =
        offline(
            Map.of(WORKFLOW + "TRIGGER", "release"),
            "--cert-identity=https://dotcom.releases.github.com",
            "--repository=" + REPOSITORY,
            "--ref=refs/tags/v0.0.13");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("GitHub's attestation of a release is verified with")
        .contains(" (in the environment: SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER)\n");
  }

  @Test
  void letsAnOptionBeatBothVariablesThatSayWhomToTrust() {
    Map<String, String> environment =
        Map.of(
            "SIGSTORE_TRUSTED_ROOT",
            "none",
            "SIGSTORE_STAGING",
            "1",
            "SIGSTORE_OFFLINE",
            "1",
            "XDG_CACHE_HOME",
            folder.toString(),
            WORKFLOW + "REPOSITORY",
            REPOSITORY);
    String file = manifest.toString();

    assertThat(CommandRun.in(environment, "verify", "--trusted-root", ROOT, file)).isEqualTo(ok());
    CommandRun staging = CommandRun.in(environment, "verify", "--staging", file);
    assertThat(staging.exitCode()).isEqualTo(1);
    assertThat(staging.err()).contains("the trusted root is not to be had: none was kept");
    CommandRun both = CommandRun.in(environment, "verify", file);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).startsWith("--staging cannot be used with --trusted-root (in the env");
  }

  @Test
  void givesVerifyBundleItsTrustedRootAndNothingElse() {
    ConformanceCase managed =
        ConformanceCase.all().stream()
            .filter(conformance -> conformance.name().equals("managed-key-happy-path"))
            .findFirst()
            .orElseThrow();
    String file = managed.artifactFile().toString();
    String root = managed.trustedRootFile().toString();
    String[] arguments = {
      "verify-bundle",
      "--bundle=" + managed.bundleFile(),
      "--key=" + managed.keyFile().orElseThrow(),
      file
    };

    assertThat(
            CommandRun.in(
                Map.of("SIGSTORE_TRUSTED_ROOT", root, "SIGSTORE_STAGING", "1"), arguments))
        .isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));
    assertThat(CommandRun.in(Map.of("SIGSTORE_TRUSTED_ROOT", "none"), arguments).err())
        .contains("none cannot be read");
  }

  private CommandRun ok() {
    return new CommandRun(0, "OK: " + manifest + "\n", "");
  }

  private CommandRun offline(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("verify", "--offline", "--trusted-root", ROOT));
    all.addAll(List.of(arguments));
    all.add(manifest.toString());
    return CommandRun.in(environment, all.toArray(String[]::new));
  }
}
