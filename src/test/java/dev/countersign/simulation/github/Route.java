package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kind of request: a method, a path template, who may ask, and what answers. */
final class Route {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)(\\+?)}");

  private final String method;
  private final Pattern path;
  private final List<String> names = new ArrayList<>();
  private final Access access;
  private final Handler handler;

  /**
   * @param template such as {@code /repos/{owner}/{repo}/branches/{branch+}}; a placeholder with a
   *     plus matches slashes too
   */
  Route(String method, String template, Access access, Handler handler) {
    this.method = method;
    this.access = access;
    this.handler = handler;
    StringBuilder regex = new StringBuilder();
    Matcher placeholders = PLACEHOLDER.matcher(template);
    int end = 0;
    while (placeholders.find()) {
      regex.append(Pattern.quote(template.substring(end, placeholders.start())));
      regex.append(placeholders.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      names.add(placeholders.group(1));
      end = placeholders.end();
    }
    this.path = Pattern.compile(regex + Pattern.quote(template.substring(end)));
  }

  Access access() {
    return access;
  }

  Handler handler() {
    return handler;
  }

  /** The decoded placeholders, if this route is meant. */
  Optional<Map<String, String>> match(ApiRequest request) {
    Matcher matcher = path.matcher(request.path());
    if (!request.method().equals(method) || !matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // In a path a plus is a plus.
      String raw = matcher.group(i + 1).replace("+", "%2B");
      values.put(names.get(i), URLDecoder.decode(raw, UTF_8));
    }
    return Optional.of(values);
  }

  /** Answers a call that has passed the access check. */
  @FunctionalInterface
  interface Handler {
    ApiResponse handle(Call call);
  }
}
