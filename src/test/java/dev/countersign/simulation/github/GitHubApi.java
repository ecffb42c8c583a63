package dev.countersign.simulation.github;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of every request: fault, rate limit, route, caller, handler, headers, log. */
final class GitHubApi {
  private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)(/.*)?");
  private static final Pattern BY_NAME = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");

  private final State state;
  private final Urls urls;
  private final List<Route> routes;
  private final Doorkeeper doorkeeper;
  private final Faults faults;
  private final RateLimit rateLimit;
  private final RequestLog log;

  GitHubApi(
      State state,
      Urls urls,
      List<Route> routes,
      Faults faults,
      RateLimit rateLimit,
      RequestLog log) {
    this.state = state;
    this.urls = urls;
    this.routes = List.copyOf(routes);
    this.doorkeeper = new Doorkeeper(state);
    this.faults = faults;
    this.rateLimit = rateLimit;
    this.log = log;
  }

  ApiResponse respond(ApiRequest request) {
    long start = System.nanoTime();
    ApiResponse response =
        faults
            .take(request)
            .map(fault -> fault.apply(() -> properly(request)))
            .orElseGet(() -> properly(request));
    if (!response.headers().containsKey("X-RateLimit-Limit")) {
      response = rateLimit.stamp(response);
    }
    log.add(logged(request, response, Duration.ofNanos(System.nanoTime() - start)));
    return response
        .with(
            "Date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                state.clock().instant().atOffset(ZoneOffset.UTC)))
        .with("X-GitHub-Request-Id", UUID.randomUUID().toString())
        .with("X-GitHub-Media-Type", "github.v3; format=json");
  }

  private ApiResponse properly(ApiRequest request) {
    if (!rateLimit.take()) {
      if (request.path().equals(GraphQlEndpoint.PATH)) {
        return GraphQlEndpoint.rateLimited();
      }
      return new HttpError(403, "API rate limit exceeded for installation.").response();
    }
    ApiResponse response = ConditionalRequests.apply(request, routed(request));
    if (response.status() == 304) {
      rateLimit.giveBack();
    }
    return response;
  }

  private ApiResponse routed(ApiRequest request) {
    try {
      ApiRequest named = withName(request);
      Optional<ApiResponse> moved = moved(named);
      if (moved.isPresent()) {
        return moved.get();
      }
      for (Route route : routes) {
        Optional<Map<String, String>> placeholders = route.match(named);
        if (placeholders.isPresent()) {
          return route.handler().handle(doorkeeper.admit(named, route, placeholders.get()));
        }
      }
      throw HttpError.notFound();
    } catch (HttpError e) {
      return e.response();
    } catch (RuntimeException e) {
      // A defect of the simulator: told to the client, whose test then shows it.
      return new HttpError(500, "the simulator failed: " + e).response();
    }
  }

  /** {@code /repositories/ID/…} is {@code /repos/OWNER/REPO/…} in other words. */
  private ApiRequest withName(ApiRequest request) {
    Matcher matcher = BY_ID.matcher(request.path());
    if (!matcher.matches()) {
      return request;
    }
    SimulatedRepository repository =
        state
            .repositories()
            .byId(Long.parseLong(matcher.group(1)))
            .orElseThrow(HttpError::notFound);
    return request.at("/repos/" + repository.fullName() + rest(matcher));
  }

  /** A renamed or transferred repository is found by its old name, until somebody takes that. */
  private Optional<ApiResponse> moved(ApiRequest request) {
    Matcher matcher = BY_NAME.matcher(request.path());
    if (!matcher.matches() || state.repositories().named(matcher.group(1)).isPresent()) {
      return Optional.empty();
    }
    return state
        .repositories()
        .formerlyNamed(matcher.group(1))
        .map(
            repository -> {
              String query = request.query().isEmpty() ? "" : "?" + request.query();
              String path = "/repositories/" + repository.id() + rest(matcher) + query;
              int status = request.method().equals("GET") ? 301 : 307;
              return new HttpError(status, "Moved Permanently")
                  .response()
                  .with("Location", urls.api() + path);
            });
  }

  private LoggedRequest logged(ApiRequest request, ApiResponse response, Duration took) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    String note =
        switch (response.transport()) {
          case WHOLE -> "";
          case RESET -> "lost";
          case BROKEN -> "broken";
        };
    return new LoggedRequest(
        state.clock().instant(),
        took,
        request.method(),
        request.path() + query.replaceAll("token=[^&]*", "token=…"),
        response.status(),
        Credential.of(request),
        note);
  }

  private static String rest(Matcher matcher) {
    return Optional.ofNullable(matcher.group(2)).orElse("");
  }
}
