package dev.countersign.cli;

import dev.countersign.verification.Artifact;
import dev.countersign.verification.IdentityPolicy;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.PublicKeys;
import dev.countersign.verification.SignatureFiles;
import dev.countersign.verification.SigningVerdict;
import dev.countersign.verification.SigningVerifier;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code verify-bundle}: one bundle, by any identity or a managed key. Every log entry must come
 * with the log's proof, however old it is.
 *
 * @see <a href="https://github.com/sigstore/sigstore-conformance/blob/main/docs/cli_protocol.md">
 *     Client protocol of Sigstore's conformance suite</a>
 */
@Command(
    name = "verify-bundle",
    description = {
      "Verifies a file with a Sigstore bundle, by a certificate's identity or a managed key.",
      "Exit code 0: verified; 1: it failed or could not be verified; 2: wrong usage."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class VerifyBundleCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final TrustOptions trust = new TrustOptions();

  @Option(names = "--bundle", paramLabel = "FILE", required = true, description = "The bundle.")
  @SuppressWarnings("NullAway.Init") // it is required
  private Path bundle;

  @Option(
      names = "--certificate-identity",
      paramLabel = "SAN",
      converter = Converters.Text.class,
      description = "The certificate's whole subject alternative name.")
  private @Nullable String identity;

  @Option(
      names = "--certificate-oidc-issuer",
      paramLabel = "URL",
      converter = Converters.Text.class,
      description = "Who vouched for the identity.")
  private @Nullable String issuer;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The managed public key that signed, PEM, instead of an identity.")
  private @Nullable Path key;

  @Parameters(
      arity = "1",
      paramLabel = "FILE_OR_DIGEST",
      converter = Input.Converter.class,
      description = "The file, or sha256: and its digest.")
  @SuppressWarnings("NullAway.Init") // it is required
  private Input input;

  /** The command in these surroundings. */
  public VerifyBundleCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    EnvironmentDefaults.set(spec, EnvironmentDefaults.OF_VERIFY_BUNDLE, surroundings.environment());
    Stream.of(problem(), trust.problem())
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            problem -> {
              throw new ParameterException(spec.commandLine(), problem);
            });
    Result result = verify();
    Output output =
        new PlainOutput(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
    output.add(result);
    output.end();
    return result.verified() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Optional<String> problem() {
    boolean byIdentity = identity != null && issuer != null && key == null;
    boolean byKey = identity == null && issuer == null && key != null;
    return byIdentity || byKey
        ? Optional.empty()
        : Optional.of(
            "either --certificate-identity and --certificate-oidc-issuer, or --key is required");
  }

  private Result verify() {
    try {
      SigningVerifier verifier =
          new SigningVerifier(trust.read(surroundings, false), Instant.EPOCH);
      Artifact artifact = ArtifactFiles.artifact(input);
      return new Result.Judged(
          verify(verifier, artifact, SignatureFiles.ofBundle(ArtifactFiles.signatureFile(bundle))));
    } catch (CannotVerifyException e) {
      return new Result.NotJudged(input.name(), e.why());
    }
  }

  private SigningVerdict verify(SigningVerifier verifier, Artifact artifact, SignatureFiles files)
      throws CannotVerifyException {
    if (key != null) {
      return verifier.verify(artifact, files, publicKey(key));
    }
    IdentityPolicy.Builder signer = IdentityPolicy.builder();
    if (identity != null && issuer != null) {
      signer.subjectAlternativeName(identity).issuer(issuer);
    }
    return verifier.verify(artifact, files, signer.build());
  }

  private static PublicKey publicKey(Path file) throws CannotVerifyException {
    MaterialFile pem = ArtifactFiles.signatureFile(file);
    try {
      return PublicKeys.parse(pem.content());
    } catch (IllegalArgumentException e) {
      throw new CannotVerifyException("the key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
