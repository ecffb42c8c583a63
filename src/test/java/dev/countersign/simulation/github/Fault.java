package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/** What goes wrong with one request. */
public final class Fault {
  private static final String HTML = "text/html; charset=utf-8";

  /** Answers in GitHub's place; the supplier does what was asked, side effects included. */
  private final Function<Supplier<ApiResponse>, ApiResponse> behaviour;

  private Fault(Function<Supplier<ApiResponse>, ApiResponse> behaviour) {
    this.behaviour = behaviour;
  }

  ApiResponse apply(Supplier<ApiResponse> real) {
    return behaviour.apply(real);
  }

  /** Nothing happens but an answer of this status with GitHub's JSON error. */
  public static Fault status(int status, String message) {
    return instead(new HttpError(status, message).response());
  }

  public static Fault serverError() {
    return status(500, "Server Error");
  }

  public static Fault unauthorized() {
    return status(401, "Bad credentials");
  }

  /** 502 with the HTML page of a proxy. */
  public static Fault badGateway() {
    return instead(
        ApiResponse.text(502, HTML, "<html><body><h1>502 Bad Gateway</h1></body></html>"));
  }

  /** 200 with an HTML page where JSON was asked for. */
  public static Fault htmlInsteadOfJson() {
    return instead(ApiResponse.text(200, HTML, "<html><body>Unicorn!</body></html>"));
  }

  /** 403, no requests left until {@code reset}. */
  public static Fault primaryRateLimit(Instant reset) {
    ApiResponse refusal =
        new HttpError(403, "API rate limit exceeded for installation.").response();
    return instead(RateLimit.stamp(refusal, 5_000, 5_000, reset));
  }

  /** The same with the other status that GitHub uses. */
  public static Fault primaryRateLimit429(Instant reset) {
    ApiResponse refusal =
        new HttpError(429, "API rate limit exceeded for installation.").response();
    return instead(RateLimit.stamp(refusal, 5_000, 5_000, reset));
  }

  /**
   * GitHub's guard against bursts.
   *
   * @param status 403 or 429: GitHub uses both
   */
  public static Fault secondaryRateLimit(int status, Duration retryAfter) {
    return instead(
        new HttpError(status, "You have exceeded a secondary rate limit.")
            .response()
            .with("Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  /** The connection is reset before anything happens. */
  public static Fault connectionReset() {
    return instead(ApiResponse.text(500, "text/plain", "").sentAs(ApiResponse.Transport.RESET));
  }

  /** What was asked happens, but the connection is reset before the answer arrives. */
  public static Fault lostAnswer() {
    return new Fault(real -> real.get().sentAs(ApiResponse.Transport.RESET));
  }

  /** What was asked happens, but the answer breaks off in bytes that are no HTTP. */
  public static Fault brokenTransfer() {
    return new Fault(real -> real.get().sentAs(ApiResponse.Transport.BROKEN));
  }

  /** The right answer, late. */
  public static Fault delay(Duration delay) {
    return new Fault(real -> real.get().after(delay));
  }

  /** The right answer as it was before something else happened meanwhile. */
  public static Fault outrun(Runnable meanwhile) {
    return new Fault(
        real -> {
          ApiResponse before = real.get();
          meanwhile.run();
          return before;
        });
  }

  /** The first half of the right answer, as if it were the whole. */
  public static Fault truncatedBody() {
    return new Fault(
        real -> {
          ApiResponse whole = real.get();
          return whole.withBody(Arrays.copyOf(whole.body(), whole.body().length / 2));
        });
  }

  /** The connection is cut after half of the right answer. */
  public static Fault cutTransfer() {
    return new Fault(
        real -> {
          ApiResponse whole = real.get();
          int length = whole.body().length;
          return whole
              .withBody(Arrays.copyOf(whole.body(), length / 2))
              .with("Content-Length", Integer.toString(length));
        });
  }

  /** The right answer with another body, and so with another entity tag. */
  public static Fault otherBody(byte[] body) {
    return new Fault(real -> real.get().withBody(body).with("ETag", "\"other\""));
  }

  /** The right status and type with a body that is no JSON. */
  public static Fault malformedJson() {
    return body("{\"id\": 1, \"name\": ]");
  }

  /** The right status and type with another body. */
  public static Fault body(String body) {
    return otherBody(body.getBytes(UTF_8));
  }

  private static Fault instead(ApiResponse response) {
    return new Fault(real -> response);
  }
}
