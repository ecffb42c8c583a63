package dev.countersign;

import dev.countersign.config.ConfigurationException;
import dev.countersign.config.ServerConfig;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations of a server that talks to the simulated GitHub. */
final class ServerConfigs {
  private ServerConfigs() {}

  /** With the trusted root of a local Sigstore instance; all files are in {@code folder}. */
  static ServerConfig over(SimulatedGitHub github, LocalSigstore sigstore, Path folder) {
    return over(github, sigstore, folder, Map.of());
  }

  /** The same with further environment variables. */
  static ServerConfig over(
      SimulatedGitHub github, LocalSigstore sigstore, Path folder, Map<String, String> more) {
    try {
      Path root =
          Files.writeString(folder.resolve("trusted_root.json"), sigstore.trustedRootJson());
      return over(github, folder, withTrustedRoot(root, more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With this trusted root and an SQLite file in {@code folder}, on any free port. */
  static ServerConfig over(SimulatedGitHub github, Path trustedRoot, Path folder) {
    return over(github, folder, withTrustedRoot(trustedRoot, Map.of()));
  }

  /** With the trusted root that a TUF repository has, starting from its first root metadata. */
  static ServerConfig overTuf(SimulatedGitHub github, URI tuf, String firstRoot, Path folder) {
    try {
      Path root = Files.writeString(folder.resolve("root.json"), firstRoot);
      return over(
          github,
          folder,
          Map.of("SIGSTORE_TUF_URL", tuf.toString(), "SIGSTORE_TUF_ROOT", root.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> withTrustedRoot(Path root, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SIGSTORE_TRUSTED_ROOT", root.toString());
    return environment;
  }

  private static ServerConfig over(SimulatedGitHub github, Path folder, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("APP_ID", Long.toString(github.app().id()));
    environment.put("PRIVATE_KEY", github.app().privateKeyPkcs8());
    environment.put("WEBHOOK_SECRET", github.app().webhookSecret());
    environment.put("HOST", "127.0.0.1");
    environment.putIfAbsent("PORT", "0");
    environment.put("GITHUB_API_URL", github.url());
    environment.putIfAbsent("DATABASE_URL", "jdbc:sqlite:" + folder.resolve("countersign.db"));
    try {
      return ServerConfig.read(environment);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
