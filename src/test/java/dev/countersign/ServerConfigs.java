package dev.countersign;

import dev.countersign.config.ConfigurationException;
import dev.countersign.config.ServerConfig;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configurations of a server that talks to the simulated GitHub. */
final class ServerConfigs {
  private ServerConfigs() {}

  /** With the trusted root of a local Sigstore instance; all files are in {@code folder}. */
  static ServerConfig over(SimulatedGitHub github, LocalSigstore sigstore, Path folder) {
    try {
      return over(
          github,
          Files.writeString(folder.resolve("trusted_root.json"), sigstore.trustedRootJson()),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With this trusted root and an SQLite file in {@code folder}, on any free port. */
  static ServerConfig over(SimulatedGitHub github, Path trustedRoot, Path folder) {
    try {
      return ServerConfig.read(
          Map.of(
              "APP_ID", Long.toString(github.app().id()),
              "PRIVATE_KEY", github.app().privateKeyPkcs8(),
              "WEBHOOK_SECRET", github.app().webhookSecret(),
              "HOST", "127.0.0.1",
              "PORT", "0",
              "GITHUB_API_URL", github.url(),
              "DATABASE_URL", "jdbc:sqlite:" + folder.resolve("countersign.db"),
              "SIGSTORE_TRUSTED_ROOT", trustedRoot.toString()));
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
