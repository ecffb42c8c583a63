package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.github.RequestWatch.Limit;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;

/**
 * The one place that decides what a failed request means. An IOException means that the same
 * request may succeed when it is repeated at once.
 */
final class Faults {
  /** GitHub counts requests by the hour: no limit lasts longer. */
  private static final Duration LONGEST_LIMIT = Duration.ofHours(1);

  private static final Duration UNKNOWN_LIMIT = Duration.ofMinutes(1);
  private static final int QUOTED_CHARACTERS = 300;

  private final InstantSource clock;
  private final InstantSource gitHubClock;
  private final RequestWatch watch;

  Faults(InstantSource clock, InstantSource gitHubClock, RequestWatch watch) {
    this.clock = clock;
    this.gitHubClock = gitHubClock;
    this.watch = watch;
  }

  /** Returns for 2xx and 404, whose meaning the caller knows. */
  void check(Request request, int status, Headers headers, byte[] body) throws IOException {
    if (status / 100 == 2 || status == 404) {
      return;
    }
    if (status == 408 || status >= 500) {
      if (headers.get("Retry-After") != null) {
        throw unavailable(request, status, "", limitedUntil(headers));
      }
      throw new IOException("GitHub answered " + status + " to " + route(request));
    }
    if (status == 429 || (status == 403 && isLimited(headers))) {
      throw limited(request, status, "rate limit", headers);
    }
    if (status / 100 == 3) {
      throw unavailable(request, status, "the address changed", null);
    }
    String message = message(body);
    if (status == 403 && message.toLowerCase(Locale.ROOT).contains("rate limit")) {
      throw limited(request, status, message, headers);
    }
    if (status == 401) {
      throw unavailable(request, status, message, null);
    }
    throw new GitHubRefusedException(
        refusal(request, status, message), describe(request, status, message), null);
  }

  /**
   * What to throw about an error that GraphQL reports with status 200.
   *
   * @param type in GitHub's words; not every error has one
   */
  RuntimeException reported(Request request, Headers headers, String type, String message) {
    String text = type + " " + message;
    if (type.startsWith("RATE_LIMIT") || message.toLowerCase(Locale.ROOT).contains("rate limit")) {
      // It is counted in points: fewer may be left than a query costs, and yet not none.
      Headers exhausted = headers.newBuilder().set("X-RateLimit-Remaining", "0").build();
      return limited(request, 200, text, exhausted);
    }
    return type.equals("FORBIDDEN")
        ? new GitHubRefusedException(
            refusal(request, 403, message), describe(request, 200, text), null)
        : unavailable(request, 200, text, null);
  }

  /** What was sent again and again to no avail, or must not be sent again. */
  GitHubUnavailableException exhausted(Request request, IOException cause) {
    return new GitHubUnavailableException(
        "no answer to " + route(request) + ": " + cause.getMessage(), null, cause);
  }

  /** Runs {@code reading}, which interprets answers about {@code what}. */
  <T> T interpreting(String what, Reading<T> reading) {
    try {
      return reading.run();
    } catch (GHException e) {
      throw e.getCause() instanceof IOException cause
          ? uninterpretable(what, cause)
          : uninterpretable(what, e);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      // github-api runs into a null wherever an answer lacks what it should have.
      throw uninterpretable(what, e);
    }
  }

  /** What to throw about something that GitHub does not know. */
  static GitHubRefusedException missing(String what) {
    return new GitHubRefusedException(Refusal.REJECTED, "GitHub knows no " + what + " (404)", null);
  }

  /**
   * What to throw about something that GitHub has named itself a moment ago and now does not know:
   * its servers do not all learn of it at the same time.
   */
  static GitHubUnavailableException notKnownYet(String what) {
    return new GitHubUnavailableException(
        "GitHub does not know " + what + " yet (404)", null, null);
  }

  private static RuntimeException uninterpretable(String what, Exception cause) {
    if (cause instanceof FileNotFoundException) {
      return missing(what);
    }
    return new GitHubUnavailableException(
        "GitHub's answer about " + what + " makes no sense: " + quoted(String.valueOf(cause)),
        null,
        cause);
  }

  private static Refusal refusal(Request request, int status, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    boolean token = request.url().encodedPath().endsWith("/access_tokens");
    if (text.contains("not accessible by integration") || (token && text.contains("permissions"))) {
      return Refusal.MISSING_PERMISSION;
    }
    if (text.contains("archived")
        || text.contains("issue is locked")
        || text.contains("issues are disabled")) {
      return Refusal.REJECTED;
    }
    return token || status == 403 || status == 410 || status == 451
        ? Refusal.NOT_ACCESSIBLE
        : Refusal.REJECTED;
  }

  private static boolean isLimited(Headers headers) {
    return "0".equals(headers.get("X-RateLimit-Remaining"))
        || headers.get("Retry-After") != null
        || headers.get("gh-limited-by") != null;
  }

  private GitHubUnavailableException limited(
      Request request, int status, String message, Headers headers) {
    boolean exhausted = "0".equals(headers.get("X-RateLimit-Remaining"));
    watch.limited(exhausted ? Limit.PRIMARY : Limit.SECONDARY);
    return unavailable(request, status, message, limitedUntil(headers));
  }

  /** By this machine's clock; GitHub tells it by its own. */
  private Instant limitedUntil(Headers headers) {
    Instant now = gitHubClock.instant();
    Duration told = Duration.between(now, told(headers, now));
    Duration wait = told.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : told;
    return clock.instant().plus(wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Instant told(Headers headers, Instant now) {
    String retryAfter = headers.get("Retry-After");
    String reset = headers.get("X-RateLimit-Reset");
    if (retryAfter != null && retryAfter.matches("[0-9]{1,9}")) {
      return now.plusSeconds(Long.parseLong(retryAfter));
    }
    Instant date = retryAfter == null ? null : headers.getInstant("Retry-After");
    if (date != null) {
      return date;
    }
    if ("0".equals(headers.get("X-RateLimit-Remaining"))
        && reset != null
        && reset.matches("[0-9]{1,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(reset));
    }
    return now.plus(UNKNOWN_LIMIT);
  }

  private static GitHubUnavailableException unavailable(
      Request request, int status, String message, @Nullable Instant retryAt) {
    return new GitHubUnavailableException(describe(request, status, message), retryAt, null);
  }

  private static String describe(Request request, int status, String message) {
    String answer = "GitHub answered " + status + " to " + route(request);
    return message.isEmpty() ? answer : answer + ": " + quoted(message);
  }

  private static String route(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  private static String message(byte[] body) throws IOException {
    JsonNode node = Json.read(body);
    return node.path("message").asText("");
  }

  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= QUOTED_CHARACTERS ? line : line.substring(0, QUOTED_CHARACTERS) + "…";
  }

  /** Interprets answers. */
  @FunctionalInterface
  interface Reading<T> {
    T run() throws IOException;
  }
}
