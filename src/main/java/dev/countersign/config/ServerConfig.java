package dev.countersign.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's configuration.
 *
 * @param app the GitHub App and its GitHub
 * @param http where the server listens
 * @param database where it keeps its data
 * @param sigstore whom it trusts
 * @param contents how much of a tag it reads
 * @param log how it logs
 * @param shutdownGrace {@code SHUTDOWN_GRACE}: how long running work may take to finish
 * @param verdictRetention {@code VERDICT_RETENTION}: how long verdicts are kept; for ever unless
 *     given
 */
public record ServerConfig(
    App app,
    Http http,
    Database database,
    Sigstore sigstore,
    Contents contents,
    Log log,
    Duration shutdownGrace,
    @Nullable Duration verdictRetention) {
  public ServerConfig {
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(http, "http");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(sigstore, "sigstore");
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(shutdownGrace, "shutdownGrace");
  }

  /**
   * Reads the configuration from environment variables; a blank one counts as unset.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static ServerConfig read(Map<String, String> environment) throws ConfigurationException {
    return ServerConfigReader.read(environment);
  }

  /**
   * The GitHub App.
   *
   * @param id {@code APP_ID}
   * @param privateKey {@code PRIVATE_KEY} or the content of {@code PRIVATE_KEY_PATH}: PEM, PKCS#1
   *     or PKCS#8
   * @param webhookSecret {@code WEBHOOK_SECRET}: at least 16 characters
   * @param apiUrl {@code GITHUB_API_URL}, without a slash at its end
   * @param webUrl {@code GITHUB_URL}, without a slash at its end
   */
  public record App(long id, Secret privateKey, Secret webhookSecret, URI apiUrl, URI webUrl) {}

  /**
   * The HTTP server.
   *
   * @param host {@code HOST}: address to listen on; all of the machine's unless given
   * @param port {@code PORT}: 3000 unless given, 0 for any free one
   * @param baseUrl {@code BASE_URL}: how others reach it, without a slash at its end
   */
  public record Http(String host, int port, URI baseUrl) {}

  /**
   * The database, {@code DATABASE_URL}.
   *
   * @param jdbcUrl without user and password
   * @param user for PostgreSQL, if given
   * @param password for PostgreSQL, if given
   */
  public record Database(String jdbcUrl, @Nullable String user, @Nullable Secret password) {}

  /**
   * Sigstore's services.
   *
   * @param trustedRoot {@code SIGSTORE_TRUSTED_ROOT}: file to use instead of TUF, if given
   * @param tuf where trusted roots come from otherwise
   * @param rekorUrl {@code REKOR_URL}: transparency log
   * @param offline {@code SIGSTORE_OFFLINE}: whether neither may be asked
   */
  public record Sigstore(@Nullable Path trustedRoot, Tuf tuf, URI rekorUrl, boolean offline) {}

  /**
   * The TUF repository of trusted roots.
   *
   * @param url {@code SIGSTORE_TUF_URL}, without a slash at its end
   * @param root {@code SIGSTORE_TUF_ROOT}: file with the root metadata that trust starts from; that
   *     of Sigstore's public instance unless given
   * @param maxAge {@code TRUSTED_ROOT_MAX_AGE}: how long a trusted root counts after it was last
   *     confirmed
   */
  public record Tuf(URI url, @Nullable Path root, Duration maxAge) {}

  /**
   * How much of a tag's contents is read at most.
   *
   * @param maxBytes {@code CONTENT_MAX_BYTES}: what an archive unpacks to
   * @param maxFiles {@code CONTENT_MAX_FILES}: files and folders
   * @param maxRatio {@code CONTENT_MAX_RATIO}: how much larger than itself an archive unpacks
   * @param maxTime {@code CONTENT_MAX_TIME}: for the download of an archive
   */
  public record Contents(long maxBytes, int maxFiles, int maxRatio, Duration maxTime) {}

  /**
   * The log.
   *
   * @param format {@code LOG_FORMAT}
   * @param level {@code LOG_LEVEL}: the least severe that is written
   */
  public record Log(Format format, Level level) {
    /**
     * Reads these two alone from environment variables.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static Log read(Map<String, String> environment) throws ConfigurationException {
      return ServerConfigReader.readLog(environment);
    }

    /** How a line is written. */
    public enum Format {
      TEXT,
      JSON
    }

    /** Severities. */
    public enum Level {
      TRACE,
      DEBUG,
      INFO,
      WARN,
      ERROR
    }
  }
}
