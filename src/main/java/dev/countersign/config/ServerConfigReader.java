package dev.countersign.config;

import dev.countersign.config.ServerConfig.App;
import dev.countersign.config.ServerConfig.Contents;
import dev.countersign.config.ServerConfig.Http;
import dev.countersign.config.ServerConfig.Log;
import dev.countersign.config.ServerConfig.Sigstore;
import dev.countersign.config.ServerConfig.Tuf;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads each variable, then says everything that is wrong or nothing. */
final class ServerConfigReader {
  private static final int SHORTEST_SECRET = 16;
  private static final Duration LONGEST_GRACE = Duration.ofHours(1);
  private static final Duration LEAST_AGE = Duration.ofHours(1);
  private static final Duration MOST_AGE = Duration.ofDays(90);
  private static final long MOST_FILES = 10_000_000;
  private static final Duration LEAST_DOWNLOAD = Duration.ofMinutes(1);
  private static final Duration MOST_DOWNLOAD = Duration.ofHours(6);

  private static final String VERDICT_RETENTION = "VERDICT_RETENTION";
  private static final Duration LEAST_RETENTION = Duration.ofDays(1);
  private static final Duration MOST_RETENTION = Duration.ofDays(36_500);

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
            reader.contents(),
            reader.log(),
            variables.duration(
                "SHUTDOWN_GRACE", Duration.ofSeconds(20), Duration.ZERO, LONGEST_GRACE),
            reader.verdictRetention());
    return requireNoProblem(config, variables);
  }

  static Log readLog(Map<String, String> environment) throws ConfigurationException {
    Variables variables = new Variables(environment);
    return requireNoProblem(new ServerConfigReader(variables).log(), variables);
  }

  private static <T> T requireNoProblem(T config, Variables variables)
      throws ConfigurationException {
    if (!variables.problems().isEmpty()) {
      throw new ConfigurationException(variables.problems());
    }
    return config;
  }

  private @Nullable Duration verdictRetention() {
    return variables.text(VERDICT_RETENTION).isEmpty()
        ? null
        : variables.duration(VERDICT_RETENTION, LEAST_RETENTION, LEAST_RETENTION, MOST_RETENTION);
  }

  private Log log() {
    return new Log(
        variables.choice("LOG_FORMAT", Log.Format.TEXT),
        variables.choice("LOG_LEVEL", Log.Level.INFO));
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
    Optional<Path> trustedRoot = readable("SIGSTORE_TRUSTED_ROOT");
    Tuf tuf =
        new Tuf(
            variables.url("SIGSTORE_TUF_URL", "https://tuf-repo-cdn.sigstore.dev"),
            readable("SIGSTORE_TUF_ROOT").orElse(null),
            variables.duration("TRUSTED_ROOT_MAX_AGE", Duration.ofDays(7), LEAST_AGE, MOST_AGE));
    URI rekorUrl = variables.url("REKOR_URL", "https://rekor.sigstore.dev");
    boolean offline = variables.flag("SIGSTORE_OFFLINE");
    if (offline && trustedRoot.isEmpty()) {
      variables.problem(
          "SIGSTORE_OFFLINE", "SIGSTORE_TRUSTED_ROOT to be set with it", "no trusted root");
    }
    return new Sigstore(trustedRoot.orElse(null), tuf, rekorUrl, offline);
  }

  private Contents contents() {
    return new Contents(
        variables.number("CONTENT_MAX_BYTES", Optional.of(4L << 30), 1, Long.MAX_VALUE),
        (int) variables.number("CONTENT_MAX_FILES", Optional.of(200_000L), 1, MOST_FILES),
        (int) variables.number("CONTENT_MAX_RATIO", Optional.of(200L), 1, Integer.MAX_VALUE),
        variables.duration(
            "CONTENT_MAX_TIME", Duration.ofMinutes(10), LEAST_DOWNLOAD, MOST_DOWNLOAD));
  }

  private Optional<Path> readable(String name) {
    Optional<Path> file = variables.path(name);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      variables.problem(name, "a readable file", "%s, which is not".formatted(file.get()));
    }
    return file;
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
