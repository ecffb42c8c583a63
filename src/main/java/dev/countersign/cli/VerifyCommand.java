package dev.countersign.cli;

import dev.countersign.materials.LogLookup;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.TransparencyLog;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.verification.Artifact;
import dev.countersign.verification.IdentityPolicy;
import dev.countersign.verification.SignatureFiles;
import dev.countersign.verification.SigningVerdict;
import dev.countersign.verification.SigningVerifier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code verify}: files that a GitHub Actions workflow signed, against the identity that is asked
 * for. It takes what {@code sigstore verify github} takes, environment variables included.
 */
@Command(
    name = "verify",
    description = {
      "Verifies files that a GitHub Actions workflow signed with Sigstore.",
      "All signature files beside FILE are verified: FILE.sigstore.json, FILE.sigstore,"
          + " FILE.bundle, FILE.sig, FILE.crt, FILE.pem. They must be good and agree.",
      "Environment variables of sigstore-python stand in for options that are not given:"
          + " SIGSTORE_CERT_IDENTITY, SIGSTORE_VERIFY_GITHUB_WORKFLOW_TRIGGER and so on.",
      "Exit code 0: all verified; 1: one failed or could not be verified; 2: wrong usage."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  private static final Instant LEGACY_CUTOFF = RepositoryPolicy.DEFAULT.legacyCutoff();

  private final Surroundings surroundings;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final IdentityOptions identity = new IdentityOptions();
  @Mixin private final MaterialOptions materials = new MaterialOptions();
  @Mixin private final TrustOptions trust = new TrustOptions();

  @Option(
      names = "--offline",
      description =
          "Ask nobody: take the trusted root from --trusted-root or from the cache, and look up"
              + " no log entry.")
  private boolean offline;

  @Option(names = "--json", description = "Print the whole verdict as JSON.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print the checks that passed, too.")
  private boolean[] verbose = {};

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE_OR_DIGEST",
      converter = Input.Converter.class,
      description = "A file, or sha256: and its digest.")
  private List<Input> inputs = List.of();

  /** The command in these surroundings. */
  public VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> variables =
        EnvironmentDefaults.set(spec, EnvironmentDefaults.OF_VERIFY, surroundings.environment());
    Stream.of(identity.problem(), materials.problem(inputs, offline), trust.problem())
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            problem -> {
              throw new ParameterException(
                  spec.commandLine(),
                  variables.isEmpty()
                      ? problem
                      : problem + " (in the environment: " + String.join(", ", variables) + ")");
            });
    Output output =
        json
            ? new JsonOutput(spec.commandLine().getOut(), spec.commandLine().getErr())
            : new PlainOutput(
                spec.commandLine().getOut(), spec.commandLine().getErr(), verbose.length > 0);
    boolean verified = verify(output);
    output.end();
    return verified ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean verify(Output output) {
    IdentityPolicy signer = identity.policy();
    boolean verified = true;
    try {
      SigningVerifier verifier =
          new SigningVerifier(trust.read(surroundings, offline), LEGACY_CUTOFF);
      LogLookup log = new LogLookup(log());
      for (Input input : inputs) {
        Result result = verify(input, verifier, log, signer);
        output.add(result);
        verified &= result.verified();
      }
    } catch (CannotVerifyException e) {
      inputs.forEach(input -> output.add(new Result.NotJudged(input.name(), e.why())));
      return false;
    }
    return verified;
  }

  private Result verify(
      Input input, SigningVerifier verifier, LogLookup log, IdentityPolicy signer) {
    materials.note(input).ifPresent(spec.commandLine().getErr()::println);
    try {
      Artifact artifact = ArtifactFiles.artifact(input);
      SignatureFiles files = log.complete(artifact, materials.of(input), LEGACY_CUTOFF);
      SigningVerdict verdict = verifier.verify(artifact, files, signer);
      return verdict.doubtsTheLog()
          ? new Result.NotJudged(
              input.name(),
              "the entry that the transparency log gave for the signature does not verify")
          : new Result.Judged(verdict);
    } catch (CannotVerifyException e) {
      return new Result.NotJudged(input.name(), e.why());
    } catch (TransparencyLogUnavailableException e) {
      return new Result.NotJudged(input.name(), String.valueOf(e.getMessage()));
    }
  }

  private TransparencyLog log() throws CannotVerifyException {
    if (offline) {
      return TransparencyLog.NOT_ASKED;
    }
    URI url = trust.log(surroundings);
    return new LazyLog(() -> surroundings.logs().apply(url));
  }
}
