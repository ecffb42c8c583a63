package dev.countersign.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Environment variables read as values of a type. What is wrong is noted, and some value of the
 * type returned, so that the reading goes on and finds the rest.
 */
final class Variables {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd]?)");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Notes that a variable is wrong. */
  void problem(String name, String expected, String found) {
    problems.add(name + ": expected " + expected + ", found " + found + ".");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  long number(String name, Optional<Long> unset, long least, long most) {
    Optional<String> text = text(name).map(String::strip);
    if (text.isEmpty() && unset.isPresent()) {
      return unset.get();
    }
    try {
      long number = Long.parseLong(text.orElse(""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as a number out of range is.
    }
    String range = most == Long.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
    problem(name, "a number " + range, text.map(Variables::quoted).orElse("nothing"));
    return least;
  }

  boolean flag(String name) {
    String text = text(name).map(value -> value.strip().toLowerCase(Locale.ROOT)).orElse("false");
    if (!List.of("true", "1", "false", "0").contains(text)) {
      problem(name, "true or false", quoted(text));
    }
    return text.equals("true") || text.equals("1");
  }

  <E extends Enum<E>> E choice(String name, E unset) {
    Optional<String> text = text(name).map(String::strip);
    if (text.isEmpty()) {
      return unset;
    }
    E[] choices = unset.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(text.get())) {
        return choice;
      }
    }
    String expected =
        Arrays.stream(choices)
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    problem(name, "one of " + expected, quoted(text.get()));
    return unset;
  }

  /** A number of seconds, or of another unit if one follows: {@code 20s}, {@code 7d}. */
  Duration duration(String name, Duration unset, Duration least, Duration most) {
    Optional<String> text = text(name).map(String::strip);
    if (text.isEmpty()) {
      return unset;
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
          };
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    problem(
        name,
        "a duration like 20s, 5m, 12h or 7d, %sat most %s"
            .formatted(least.isZero() ? "" : "at least " + inUnits(least) + ", ", inUnits(most)),
        quoted(text.get()));
    return unset;
  }

  private static String inUnits(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toMinutes() + "m";
  }

  Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of);
    } catch (InvalidPathException e) {
      problem(name, "the path of a file", "no path");
      return Optional.empty();
    }
  }

  /** An {@code http} or {@code https} URL, slashes at its end removed. */
  URI url(String name, String unset) {
    String text = text(name).map(String::strip).orElse(unset).replaceAll("/+$", "");
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getQuery() == null
          && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, as any other URL that will not do is.
    }
    // What stands before an @ may be a password.
    problem(
        name,
        "an http or https URL of a host and perhaps a path",
        text.contains("@") ? "one with a user" : quoted(text));
    return URI.create(unset);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
