package dev.countersign.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.config.ServerConfig.Database;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code DATABASE_URL} in the forms that hosts and people write: {@code sqlite:FILE}, {@code
 * postgres://USER:PASSWORD@HOST:PORT/NAME?PARAMETERS}, {@code postgresql://…}, and either after
 * {@code jdbc:}.
 */
final class DatabaseUrl {
  private static final String NAME = "DATABASE_URL";
  private static final String EXPECTED =
      "sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/NAME, perhaps after jdbc:";
  private static final Database NONE = new Database("", null, null);

  private DatabaseUrl() {}

  static Database read(Variables variables) {
    String text = variables.text(NAME).map(String::strip).orElse("sqlite:data/countersign.db");
    String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    Optional<Database> database = Optional.empty();
    if (url.startsWith("sqlite:")) {
      database = sqlite(url.substring("sqlite:".length()));
    } else if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
      database = postgresql(url);
    }
    if (database.isEmpty()) {
      // The value itself may hold a password.
      variables.problem(NAME, EXPECTED, "something else");
    }
    return database.orElse(NONE);
  }

  private static Optional<Database> sqlite(String path) {
    String file = path.startsWith("//") ? path.substring(2) : path;
    // A database in memory would be another one for each connection.
    if (file.isEmpty() || file.startsWith(":memory:") || file.startsWith("file:")) {
      return Optional.empty();
    }
    return Optional.of(new Database("jdbc:sqlite:" + file, null, null));
  }

  private static Optional<Database> postgresql(String url) {
    try {
      URI uri = new URI(url);
      String name = uri.getRawPath();
      if (uri.getHost() == null || name == null || name.length() < 2) {
        return Optional.empty();
      }
      Map<String, String> credentials = new HashMap<>(userAndPassword(uri.getRawUserInfo()));
      List<String> parameters = new ArrayList<>();
      for (String parameter : split(uri.getRawQuery(), "&")) {
        String[] pair = parameter.split("=", 2);
        if (pair[0].equals("user") || pair[0].equals("password")) {
          credentials.put(pair[0], decoded(pair.length == 2 ? pair[1] : ""));
        } else {
          parameters.add(parameter);
        }
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
      String password = credentials.get("password");
      return Optional.of(
          new Database(
              "jdbc:postgresql://" + uri.getHost() + port + name + query,
              credentials.get("user"),
              password == null ? null : new Secret(password)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> userAndPassword(@Nullable String userInfo) {
    List<String> parts = split(userInfo, ":");
    return switch (parts.size()) {
      case 0 -> Map.of();
      case 1 -> Map.of("user", decoded(parts.get(0)));
      default ->
          Map.of(
              "user",
              decoded(parts.get(0)),
              "password",
              decoded(String.join(":", parts.subList(1, parts.size()))));
    };
  }

  private static List<String> split(@Nullable String text, String separator) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
  }

  /** Percent-decoded; a plus sign is one. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
