package dev.countersign.policy;

import dev.countersign.policy.RepositoryPolicy.Comment;
import dev.countersign.policy.RepositoryPolicy.Issue;
import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the single values of a configuration file mean. Each rejects what it does not understand
 * with an IllegalArgumentException whose message goes on after the quoted value.
 */
final class Values {
  private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);
  private static final Pattern WAIT = Pattern.compile("([0-9]{1,6})([smh])");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TRIGGER = Pattern.compile("[a-z_]{1,50}");
  private static final Pattern ISSUER = Pattern.compile("https://[!-~]{1,200}");

  private static final Pattern PATTERN = Pattern.compile("[*?\\[]");
  private static final Pattern NO_BRANCH =
      Pattern.compile(
          "^$|.{256}|^[/-]|[/.]$|//|\\.\\.|(^|/)\\.|\\.lock(/|$)|@\\{|[\\x00-\\x20\\x7f~^:\\\\]");

  private Values() {}

  static Duration patience(String text) {
    Matcher matcher = WAIT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a duration such as 90s, 30m or 2h");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration wait =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    if (wait.compareTo(SHORTEST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("is not between 1m and 24h");
    }
    return wait;
  }

  static Instant startOfDay(String text) {
    if (!DATE.matcher(text).matches()) {
      throw new IllegalArgumentException("is not a date such as 2024-08-01");
    }
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not a date such as 2024-08-01", e);
    }
  }

  static String trigger(String text) {
    if (!TRIGGER.matcher(text).matches()) {
      throw new IllegalArgumentException("is not the name of an event such as release");
    }
    return text;
  }

  static String issuer(String text) {
    if (!ISSUER.matcher(text).matches()) {
      throw new IllegalArgumentException("is not an https:// URL");
    }
    return text;
  }

  /** Whether the runner must be GitHub's own. */
  static boolean githubHostedOnly(String text) {
    return switch (text) {
      case "any" -> false;
      case "github-hosted" -> true;
      default -> throw new IllegalArgumentException("is not one of any, github-hosted");
    };
  }

  static Unlisted unlisted(String text) {
    return switch (text) {
      case "fail" -> Unlisted.FAIL;
      case "warn" -> Unlisted.WARN;
      case "ignore" -> Unlisted.IGNORE;
      default -> throw new IllegalArgumentException("is not one of fail, warn, ignore");
    };
  }

  /** The name of a branch, by the rules of {@code git check-ref-format}. */
  static String branch(String text) {
    if (PATTERN.matcher(text).find()) {
      throw new IllegalArgumentException("is a pattern; name each branch");
    }
    if (NO_BRANCH.matcher(text).find()) {
      throw new IllegalArgumentException("is not the name of a branch");
    }
    return text;
  }

  static Comment comment(String text) {
    return switch (text) {
      case "always" -> Comment.ALWAYS;
      case "on-failure" -> Comment.ON_FAILURE;
      case "never" -> Comment.NEVER;
      default -> throw new IllegalArgumentException("is not one of always, on-failure, never");
    };
  }

  static Issue issue(String text) {
    return switch (text) {
      case "on-failure" -> Issue.ON_FAILURE;
      case "never" -> Issue.NEVER;
      default -> throw new IllegalArgumentException("is not one of on-failure, never");
    };
  }
}
