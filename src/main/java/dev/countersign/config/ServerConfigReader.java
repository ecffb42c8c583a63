package dev.countersign.config;

import dev.countersign.config.ServerConfig.App;
import dev.countersign.config.ServerConfig.Http;
import dev.countersign.config.ServerConfig.Log;
import dev.countersign.config.ServerConfig.Sigstore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads each variable, then says everything that is wrong or nothing. */
final class ServerConfigReader {
  private static final int SHORTEST_SECRET = 16;
  private static final Duration LONGEST_GRACE = Duration.ofHours(1);

  private final Variables variables;

  private ServerConfigReader(Variables variables) {
    this.variables = variables;
  }

  static ServerConfig read(Map<String, String> environment) throws ConfigurationException {
    Variables variables = new Variables(environment);
    ServerConfigReader reader = new ServerConfigReader(variables);
    ServerConfig config =
        new ServerConfig(
            reader.app(),
            reader.http(),
            DatabaseUrl.read(variables),
            reader.sigstore(),
            new Log(
                variables.choice("LOG_FORMAT", Log.Format.TEXT),
                variables.choice("LOG_LEVEL", Log.Level.INFO)),
            variables.duration("SHUTDOWN_GRACE", Duration.ofSeconds(20), LONGEST_GRACE));
    if (!variables.problems().isEmpty()) {
      throw new ConfigurationException(variables.problems());
    }
    return config;
  }

  private App app() {
    return new App(
        variables.number("APP_ID", Optional.empty(), 1, Long.MAX_VALUE),
        PrivateKeyPem.read(variables),
        webhookSecret(),
        variables.url("GITHUB_API_URL", "https://api.github.com"),
        variables.url("GITHUB_URL", "https://github.com"));
  }

  private Http http() {
    int port = (int) variables.number("PORT", Optional.of(3000L), 0, 65_535);
    return new Http(
        variables.text("HOST").orElse("0.0.0.0"),
        port,
        variables.url("BASE_URL", "http://localhost:" + port));
  }

  private Sigstore sigstore() {
    Optional<Path> trustedRoot = variables.path("SIGSTORE_TRUSTED_ROOT");
    if (trustedRoot.isPresent() && !Files.isReadable(trustedRoot.get())) {
      variables.problem(
          "SIGSTORE_TRUSTED_ROOT",
          "a readable file",
          "%s, which is not".formatted(trustedRoot.get()));
    }
    URI tufUrl = variables.url("SIGSTORE_TUF_URL", "https://tuf-repo-cdn.sigstore.dev");
    URI rekorUrl = variables.url("REKOR_URL", "https://rekor.sigstore.dev");
    return new Sigstore(
        trustedRoot.orElse(null), tufUrl, rekorUrl, variables.flag("SIGSTORE_OFFLINE"));
  }

  private Secret webhookSecret() {
    String secret = variables.text("WEBHOOK_SECRET").orElse("");
    int length = secret.codePointCount(0, secret.length());
    if (length < SHORTEST_SECRET) {
      variables.problem(
          "WEBHOOK_SECRET",
          "at least " + SHORTEST_SECRET + " characters",
          length == 0 ? "nothing" : length + " of them");
    }
    return new Secret(secret);
  }
}
