package dev.countersign.cli;

import dev.countersign.trust.TrustedRootFile;
import dev.countersign.trust.TrustedRootUnavailableException;
import dev.countersign.trust.TrustedRoots;
import dev.countersign.trust.TufRepository;
import dev.countersign.verification.TrustedMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust: a file, or one of Sigstore's two instances through TUF. */
final class TrustOptions {
  private static final String LOG = "REKOR_URL";
  private static final Set<String> SCHEMES = Set.of("https", "http");
  private static final String PUBLIC_LOG = "https://rekor.sigstore.dev";
  private static final String STAGING_LOG = "https://rekor.sigstage.dev";

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description =
          "A trusted_root.json to use instead of the one that Sigstore's public instance gives"
              + " through TUF.")
  private @Nullable Path trustedRoot;

  @Option(names = "--staging", description = "Trust Sigstore's staging instance instead.")
  private boolean staging;

  /** What is wrong with these options together. */
  Optional<String> problem() {
    return staging && trustedRoot != null
        ? Optional.of("--staging cannot be used with --trusted-root")
        : Optional.empty();
  }

  /** The trusted root, of TUF's the kept one alone where nobody may be asked. */
  TrustedMaterial read(Surroundings surroundings, boolean offline) throws CannotVerifyException {
    if (trustedRoot != null) {
      return read(trustedRoot, surroundings);
    }
    TufRepository repository = staging ? TufRepository.staging() : TufRepository.publicGood();
    Path folder = TrustedRoots.cacheFolder(surroundings.environment());
    try {
      return offline
          ? TrustedRoots.kept(repository, folder, surroundings.clock(), TrustedMaterial::parse)
          : TrustedRoots.fetch(repository, folder, surroundings.clock(), TrustedMaterial::parse);
    } catch (TrustedRootUnavailableException e) {
      throw new CannotVerifyException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where the instance's log is. */
  URI log(Surroundings surroundings) throws CannotVerifyException {
    String given = surroundings.environment().getOrDefault(LOG, "").strip();
    if (given.isEmpty()) {
      return URI.create(staging ? STAGING_LOG : PUBLIC_LOG);
    }
    try {
      URI url = new URI(given);
      if (url.getHost() != null && SCHEMES.contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new CannotVerifyException(LOG + " is no HTTP URL: " + given, e);
    }
    throw new CannotVerifyException(LOG + " is no HTTP URL: " + given, null);
  }

  private static TrustedMaterial read(Path file, Surroundings surroundings)
      throws CannotVerifyException {
    try (TrustedRootFile<TrustedMaterial> root =
        new TrustedRootFile<>(file, surroundings.clock(), TrustedMaterial::parse)) {
      return root.current();
    } catch (IOException e) {
      throw CannotVerifyException.unreadable(file, e);
    } catch (IllegalArgumentException e) {
      throw new CannotVerifyException(
          "the trusted root " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
