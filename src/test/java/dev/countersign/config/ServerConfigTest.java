package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final String WEBHOOK_SECRET = "sixteen-or-longer";
  private static final String BASE64 = "TUlJ".repeat(20);
  private static final String PEM =
      "-----BEGIN RSA PRIVATE KEY-----\n"
          + BASE64.substring(0, 64)
          + "\n"
          + BASE64.substring(64)
          + "\n-----END RSA PRIVATE KEY-----\n";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of("APP_ID", "12345", "PRIVATE_KEY", PEM, "WEBHOOK_SECRET", WEBHOOK_SECRET));

  @Test
  void needsOnlyTheAppAndItsSecrets() throws ConfigurationException {
    assertThat(ServerConfig.read(environment))
        .isEqualTo(
            new ServerConfig(
                new ServerConfig.App(
                    12345,
                    new Secret(PEM),
                    new Secret(WEBHOOK_SECRET),
                    URI.create("https://api.github.com"),
                    URI.create("https://github.com")),
                new ServerConfig.Http("0.0.0.0", 3000, URI.create("http://localhost:3000")),
                new ServerConfig.Database("jdbc:sqlite:data/countersign.db", null, null),
                new ServerConfig.Sigstore(
                    null,
                    new ServerConfig.Tuf(
                        URI.create("https://tuf-repo-cdn.sigstore.dev"), null, Duration.ofDays(7)),
                    URI.create("https://rekor.sigstore.dev"),
                    false),
                new ServerConfig.Contents(4L << 30, 200_000, 200, Duration.ofMinutes(10)),
                new ServerConfig.Log(ServerConfig.Log.Format.TEXT, ServerConfig.Log.Level.INFO),
                Duration.ofSeconds(20),
                null));
  }

  @Test
  void readsEveryVariable(@TempDir Path directory) throws Exception {
    Path root = Files.createFile(directory.resolve("trusted_root.json"));
    Path tufRoot = Files.createFile(directory.resolve("root.json"));
    environment.putAll(
        Map.ofEntries(
            Map.entry("PORT", "0"),
            Map.entry("HOST", "127.0.0.1"),
            Map.entry("BASE_URL", "https://countersign.example/app//"),
            Map.entry("GITHUB_API_URL", "http://localhost:8080/api/v3/"),
            Map.entry("GITHUB_URL", "https://git.example"),
            Map.entry("DATABASE_URL", "sqlite:/var/lib/countersign.db"),
            Map.entry("SIGSTORE_TRUSTED_ROOT", root.toString()),
            Map.entry("SIGSTORE_TUF_URL", "https://tuf.example/"),
            Map.entry("SIGSTORE_TUF_ROOT", tufRoot.toString()),
            Map.entry("TRUSTED_ROOT_MAX_AGE", "36h"),
            Map.entry("REKOR_URL", "https://rekor.example/"),
            Map.entry("SIGSTORE_OFFLINE", "TRUE"),
            Map.entry("CONTENT_MAX_BYTES", "1000000"),
            Map.entry("CONTENT_MAX_FILES", "500"),
            Map.entry("CONTENT_MAX_RATIO", "20"),
            Map.entry("CONTENT_MAX_TIME", "3m"),
            Map.entry("LOG_FORMAT", "json"),
            Map.entry("LOG_LEVEL", "Debug"),
            Map.entry("SHUTDOWN_GRACE", "2m"),
            Map.entry("VERDICT_RETENTION", "90d")));

    assertThat(ServerConfig.read(environment))
        .isEqualTo(
            new ServerConfig(
                new ServerConfig.App(
                    12345,
                    new Secret(PEM),
                    new Secret(WEBHOOK_SECRET),
                    URI.create("http://localhost:8080/api/v3"),
                    URI.create("https://git.example")),
                new ServerConfig.Http(
                    "127.0.0.1", 0, URI.create("https://countersign.example/app")),
                new ServerConfig.Database("jdbc:sqlite:/var/lib/countersign.db", null, null),
                new ServerConfig.Sigstore(
                    root,
                    new ServerConfig.Tuf(
                        URI.create("https://tuf.example"), tufRoot, Duration.ofHours(36)),
                    URI.create("https://rekor.example"),
                    true),
                new ServerConfig.Contents(1_000_000, 500, 20, Duration.ofMinutes(3)),
                new ServerConfig.Log(ServerConfig.Log.Format.JSON, ServerConfig.Log.Level.DEBUG),
                Duration.ofMinutes(2),
                Duration.ofDays(90)));
  }

  @Test
  void reportsEverythingThatIsWrongAtOnce() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("APP_ID", "my-app"),
            Map.entry("WEBHOOK_SECRET", "fifteen-or-less"),
            Map.entry("PORT", "65536"),
            Map.entry("BASE_URL", "countersign.example"),
            Map.entry("GITHUB_API_URL", "https://user:hunter22@api.example"),
            Map.entry("GITHUB_URL", "ftp://git.example"),
            Map.entry("DATABASE_URL", "mysql://user:hunter22@db/countersign"),
            Map.entry("SIGSTORE_TRUSTED_ROOT", "/no/such/file"),
            Map.entry("SIGSTORE_TUF_ROOT", "/no/such/root"),
            Map.entry("TRUSTED_ROOT_MAX_AGE", "59m"),
            Map.entry("SIGSTORE_OFFLINE", "perhaps"),
            Map.entry("LOG_FORMAT", "xml"),
            Map.entry("LOG_LEVEL", "loud"),
            Map.entry("SHUTDOWN_GRACE", "2h"),
            Map.entry("VERDICT_RETENTION", "23h"));

    assertThat(problems(wrong))
        .containsExactly(
            "APP_ID: expected a number from 1, found \"my-app\".",
            "PRIVATE_KEY: expected either it or PRIVATE_KEY_PATH to be set, found neither.",
            "WEBHOOK_SECRET: expected at least 16 characters, found 15 of them.",
            "GITHUB_API_URL: expected an http or https URL of a host and perhaps a path, found one"
                + " with a user.",
            "GITHUB_URL: expected an http or https URL of a host and perhaps a path, found"
                + " \"ftp://git.example\".",
            "PORT: expected a number from 0 to 65535, found \"65536\".",
            "BASE_URL: expected an http or https URL of a host and perhaps a path, found"
                + " \"countersign.example\".",
            "DATABASE_URL: expected sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/NAME, perhaps"
                + " after jdbc:, found something else.",
            "SIGSTORE_TRUSTED_ROOT: expected a readable file, found /no/such/file, which is not.",
            "SIGSTORE_TUF_ROOT: expected a readable file, found /no/such/root, which is not.",
            "TRUSTED_ROOT_MAX_AGE: expected a duration like 20s, 5m, 12h or 7d, at least 60m, at"
                + " most 90d, found \"59m\".",
            "SIGSTORE_OFFLINE: expected true or false, found \"perhaps\".",
            "LOG_FORMAT: expected one of text, json, found \"xml\".",
            "LOG_LEVEL: expected one of trace, debug, info, warn, error, found \"loud\".",
            "SHUTDOWN_GRACE: expected a duration like 20s, 5m, 12h or 7d, at most 60m, found"
                + " \"2h\".",
            "VERDICT_RETENTION: expected a duration like 20s, 5m, 12h or 7d, at least 1d, at most"
                + " 36500d, found \"23h\".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "                    "})
  @Tag("threat-22")
  void refusesToStartWithoutAWebhookSecret(String secret) {
    environment.put("WEBHOOK_SECRET", secret);

    assertThat(problems(environment))
        .containsExactly("WEBHOOK_SECRET: expected at least 16 characters, found nothing.");
  }

  @Test
  void readsAKeyWhoseNewlinesAreEscaped() throws ConfigurationException {
    assertThat(keyOf(PEM.replace("\n", "\\n"))).isEqualTo(PEM);
  }

  @Test
  void readsAKeyWhoseNewlinesBecameSpaces() throws ConfigurationException {
    assertThat(keyOf(PEM.replace('\n', ' '))).isEqualTo(PEM);
  }

  @Test
  void readsAKeyInBase64() throws ConfigurationException {
    byte[] pem = PEM.getBytes(StandardCharsets.US_ASCII);

    assertThat(keyOf(Base64.getMimeEncoder().encodeToString(pem))).isEqualTo(PEM);
  }

  @Test
  void readsAPkcs8Key() throws ConfigurationException {
    String pkcs8 = PEM.replace("RSA ", "");

    assertThat(keyOf(pkcs8)).isEqualTo(pkcs8);
  }

  @Test
  void readsAKeyFromAFile(@TempDir Path directory) throws IOException, ConfigurationException {
    environment.remove("PRIVATE_KEY");
    environment.put(
        "PRIVATE_KEY_PATH", Files.writeString(directory.resolve("app.pem"), PEM).toString());

    assertThat(ServerConfig.read(environment).app().privateKey().reveal()).isEqualTo(PEM);
  }

  @Test
  void refusesTwoKeys() {
    environment.put("PRIVATE_KEY_PATH", "/some/file");

    assertThat(problems(environment))
        .containsExactly(
            "PRIVATE_KEY: expected either it or PRIVATE_KEY_PATH to be set, found both.");
  }

  @Test
  void namesAKeyFileThatItCannotRead() {
    environment.remove("PRIVATE_KEY");
    environment.put("PRIVATE_KEY_PATH", "/no/such/file");

    assertThat(problems(environment))
        .containsExactly(
            "PRIVATE_KEY_PATH: expected a readable file, found /no/such/file, which is not.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter22",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
        "aHVudGVyMjI="
      })
  void refusesWhatIsNoPrivateKeyWithoutShowingIt(String key) {
    environment.put("PRIVATE_KEY", key);

    assertThat(problems(environment))
        .containsExactly(
            "PRIVATE_KEY: expected a private key in PEM (PKCS#1 or PKCS#8, not encrypted) or base64"
                + " of it, found something else.");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          sqlite:my.db, jdbc:sqlite:my.db, -, -
          sqlite:///var/my.db, jdbc:sqlite:/var/my.db, -, -
          jdbc:sqlite:my.db, jdbc:sqlite:my.db, -, -
          postgres://db/x, jdbc:postgresql://db/x, -, -
          postgresql://u@db:5433/x, jdbc:postgresql://db:5433/x, u, -
          postgres://u:p@[::1]/x, jdbc:postgresql://[::1]/x, u, p
          postgres://u%40x:p%3A+:%2F@db/x?sslmode=require&a=b, jdbc:postgresql://db/x?sslmode=require&a=b, u@x, p:+:/
          jdbc:postgresql://db/x?user=u&sslmode=require&password=p%26, jdbc:postgresql://db/x?sslmode=require, u, p&
          """)
  void readsTheFormsOfADatabaseUrl(String url, String jdbcUrl, String user, String password)
      throws ConfigurationException {
    environment.put("DATABASE_URL", url);

    assertThat(ServerConfig.read(environment).database())
        .isEqualTo(
            new ServerConfig.Database(
                jdbcUrl, user, password == null ? null : new Secret(password)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:",
        "sqlite::memory:",
        "postgres://",
        "postgres://db",
        "postgres://db/",
        "postgres:///x",
        "postgres://u:p%@db/x",
        "jdbc:mysql://db/x",
        "my.db"
      })
  void refusesWhatIsNoDatabaseUrl(String url) {
    environment.put("DATABASE_URL", url);

    assertThat(problems(environment)).singleElement().asString().startsWith("DATABASE_URL: ");
  }

  @Test
  @Tag("threat-27")
  void neverShowsASecret() throws ConfigurationException {
    environment.put("DATABASE_URL", "postgres://user:hunter22@db/countersign");

    assertThat(ServerConfig.read(environment).toString())
        .contains("[REDACTED]")
        .doesNotContain("hunter22", WEBHOOK_SECRET, BASE64.substring(0, 64));
  }

  @Test
  void saysEverythingInTheMessageToo() {
    assertThatThrownBy(() -> ServerConfig.read(Map.of("PRIVATE_KEY", PEM)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "APP_ID: expected a number from 1, found nothing.\n"
                + "WEBHOOK_SECRET: expected at least 16 characters, found nothing.");
  }

  private String keyOf(String value) throws ConfigurationException {
    environment.put("PRIVATE_KEY", value);
    return ServerConfig.read(environment).app().privateKey().reveal();
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> ServerConfig.read(environment))
        .problems();
  }
}
