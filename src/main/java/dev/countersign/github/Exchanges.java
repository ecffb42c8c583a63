package dev.countersign.github;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, the {@link RequestWatch} and whoever else learns from it of every request. */
final class Exchanges {
  private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

  private final HttpUrl apiUrl;
  private final RequestWatch watch;
  private final AppAuthentication authentication;
  private final GitHubClock gitHubClock;
  private final ContentPace contentPace;
  private final InstantSource clock;

  /**
   * Of requests to one API.
   *
   * @param apiUrl root of the REST API
   */
  Exchanges(
      HttpUrl apiUrl,
      RequestWatch watch,
      AppAuthentication authentication,
      GitHubClock gitHubClock,
      ContentPace contentPace,
      InstantSource clock) {
    this.contentPace = contentPace;
    this.gitHubClock = gitHubClock;
    this.authentication = authentication;
    this.apiUrl = apiUrl;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Sends a request.
   *
   * @param holder whose requests are counted: id of the installation, or {@code app}
   */
  Response send(Request request, String holder, Faults.Reading<Response> sending)
      throws IOException {
    Instant sentAt = clock.instant();
    try {
      Response response = sending.run();
      log.debug("{} {}: {}", request.method(), request.url().encodedPath(), response.code());
      tell(request, holder, OptionalInt.of(response.code()), sentAt);
      gitHubClock.hear(response, sentAt);
      Allowance.of(holder, response.headers()).ifPresent(watch::allowed);
      return response;
    } catch (IOException e) {
      log.debug("{} {}: {}", request.method(), request.url().encodedPath(), e.toString());
      tell(request, holder, OptionalInt.empty(), sentAt);
      throw e;
    }
  }

  private void tell(Request request, String holder, OptionalInt status, Instant sentAt) {
    Instant now = clock.instant();
    if (createsContent(request, holder)) {
      contentPace.sent(holder, now);
    }
    String route = Route.of(apiUrl, request.url());
    if (holder.equals(AppJwt.HOLDER)) {
      authentication.heard(route, status);
    }
    watch.sent(
        request.method(),
        route,
        status,
        now.isAfter(sentAt) ? Duration.between(sentAt, now) : Duration.ZERO);
  }

  /** GraphQL is only read from, and the App itself only asks for tokens and deliveries. */
  private static boolean createsContent(Request request, String holder) {
    return !request.method().equals("GET")
        && !request.url().encodedPath().endsWith("/graphql")
        && !holder.equals(AppJwt.HOLDER);
  }
}
