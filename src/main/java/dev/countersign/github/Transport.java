package dev.countersign.github;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends requests to GitHub's APIs and returns complete answers: in time, authenticated, repeated
 * where that is harmless, and with every fault turned into an exception of the port.
 */
final class Transport {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int NOT_MODIFIED = 304;
  private static final long LARGEST_JSON = 64L * 1024 * 1024;

  private final HttpUrl apiUrl;
  private final Faults faults;
  private final Exchanges exchanges;
  private final Limits limits;
  private final Repeats repeats;
  private final UnchangedAnswers unchanged = new UnchangedAnswers();
  private final OkHttpClient reading;
  private final OkHttpClient writing;
  private final OkHttpClient downloading;

  Transport(
      HttpUrl apiUrl, GitHubOptions options, Faults faults, Exchanges exchanges, Limits limits) {
    this.limits = limits;
    this.apiUrl = apiUrl;
    this.faults = faults;
    this.exchanges = exchanges;
    this.repeats = new Repeats(options.attempts(), options.pause(), faults);
    this.reading =
        new OkHttpClient.Builder()
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.readTimeout())
            .writeTimeout(options.readTimeout())
            .callTimeout(options.callTimeout())
            .followSslRedirects(false)
            // Repeats are decided here alone: OkHttp would send a POST again, too.
            .retryOnConnectionFailure(false)
            .build();
    this.writing =
        reading
            .newBuilder()
            .followRedirects(false)
            .addNetworkInterceptor(chain -> withoutInvitation(chain.proceed(chain.request())))
            .build();
    this.downloading = reading.newBuilder().callTimeout(options.archiveTimeout()).build();
  }

  /** Address below the API's root, from segments that are not encoded yet. */
  HttpUrl url(String... segments) {
    HttpUrl.Builder url = apiUrl.newBuilder();
    for (String segment : segments) {
      url.addPathSegment(segment);
    }
    return url.build();
  }

  /**
   * Address of the GraphQL API: beside the REST API, or where GitHub Enterprise has it.
   *
   * @see <a
   *     href="https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint">The
   *     GraphQL endpoint</a>
   */
  HttpUrl graphQlUrl() {
    String path = apiUrl.encodedPath();
    return path.endsWith("/api/v3")
        ? apiUrl.newBuilder().encodedPath(path.replaceFirst("v3$", "graphql")).build()
        : url("graphql");
  }

  /** Ends every request that is under way, as if its connection broke. */
  void cancel() {
    reading.dispatcher().cancelAll(); // the clients share it
  }

  static RequestBody body(byte[] json) {
    return RequestBody.create(json, JSON);
  }

  /** The answer to {@code request}, well-formed JSON; a 404 is an answer, too. */
  Answer json(Request request, Credentials credentials) {
    return attempt(
        request,
        credentials,
        () -> {
          Optional<Answer> before = unchanged.find(request, credentials);
          Request conditional =
              before.map(answer -> UnchangedAnswers.conditional(request, answer)).orElse(request);
          try (Response response = exchange(conditional, credentials)) {
            if (response.code() == NOT_MODIFIED && before.isPresent()) {
              return before.get();
            }
            Answer answer = received(response, request, LARGEST_JSON);
            Json.requireWellFormed(answer.body());
            unchanged.keep(request, credentials, answer);
            return answer;
          }
        });
  }

  /** The answer to {@code request}, whose body is content of at most {@code limit} bytes. */
  Answer content(Request request, Credentials credentials, long limit) {
    return attempt(
        request,
        credentials,
        () -> {
          try (Response response = exchange(request, credentials)) {
            return received(response, request, limit);
          }
        });
  }

  /** What {@code parser} makes of the body while it arrives; empty for a 404. */
  <T> Optional<T> parse(Request request, Credentials credentials, Parser<T> parser) {
    return attempt(
        request,
        credentials,
        () -> {
          try (Response response = open(reading, request, credentials)) {
            if (response.isSuccessful()) {
              return Optional.of(
                  parser.parse(new BoundedBody(response.body().byteStream(), LARGEST_JSON)));
            }
            faults.check(
                request, response.code(), response.headers(), read(response, LARGEST_JSON));
            return Optional.empty();
          }
        });
  }

  /** Hands the body to {@code reader} while it arrives; redirects lose the Authorization header. */
  void stream(Request request, Credentials credentials, ArchiveReader reader) {
    try (Response response =
        attempt(request, credentials, () -> openStream(request, credentials))) {
      reader.read(response.body().byteStream());
    } catch (IOException e) {
      throw faults.exhausted(request, e);
    }
  }

  /** What {@code sending} returns, which is left alone while a limit of GitHub's lasts. */
  <T> T withinLimits(Request request, Credentials credentials, Supplier<T> sending) {
    return limits.observe(request, credentials.holder(), sending);
  }

  private <T> T attempt(Request request, Credentials credentials, Faults.Reading<T> sending) {
    return withinLimits(request, credentials, () -> repeats.attempt(request, sending));
  }

  private Response openStream(Request request, Credentials credentials) throws IOException {
    Response response = open(downloading, request, credentials);
    if (response.isSuccessful()) {
      return response;
    }
    try (response) {
      faults.check(request, response.code(), response.headers(), read(response, LARGEST_JSON));
      throw Faults.notKnownYet("the content at " + request.url().encodedPath());
    }
  }

  private Response exchange(Request request, Credentials credentials) throws IOException {
    return open(request.method().equals("GET") ? reading : writing, request, credentials);
  }

  private Answer received(Response response, Request request, long limit) throws IOException {
    byte[] body = read(response, response.isSuccessful() ? limit : LARGEST_JSON);
    faults.check(request, response.code(), response.headers(), body);
    return new Answer(response.code(), response.headers(), body);
  }

  private Response open(OkHttpClient client, Request request, Credentials credentials)
      throws IOException {
    String authorization = credentials.authorization();
    Response response = send(client, request, authorization, credentials.holder());
    if (response.code() != 401) {
      return response;
    }
    response.close();
    credentials.rejected(authorization);
    return send(client, request, credentials.authorization(), credentials.holder());
  }

  private Response send(OkHttpClient client, Request request, String authorization, String holder)
      throws IOException {
    HttpUrl url = request.url();
    if (!url.scheme().equals(apiUrl.scheme())
        || !url.host().equals(apiUrl.host())
        || url.port() != apiUrl.port()) {
      throw new GitHubUnavailableException(
          "expected an address at %s, found one at %s".formatted(apiUrl.host(), url.host()),
          null,
          null);
    }
    Request.Builder authorized =
        request
            .newBuilder()
            .header("Authorization", authorization)
            .header("User-Agent", "Countersign")
            .header("X-GitHub-Api-Version", "2022-11-28");
    if (request.header("Accept") == null) {
      authorized.header("Accept", "application/vnd.github+json");
    }
    return exchanges.send(request, holder, () -> client.newCall(authorized.build()).execute());
  }

  private static byte[] read(Response response, long limit) throws IOException {
    int most = (int) Math.min(limit, Integer.MAX_VALUE - 16);
    if (response.body().contentLength() > most) {
      throw tooLarge(response, most);
    }
    try (InputStream in = response.body().byteStream()) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw tooLarge(response, most);
      }
      return content;
    }
  }

  private static ContentLimitException tooLarge(Response response, int limit) {
    return new ContentLimitException(
        "expected at most %d bytes at %s, found more"
            .formatted(limit, response.request().url().encodedPath()));
  }

  /** Makes something of a body; an IOException means that it came broken. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(InputStream body) throws IOException;
  }

  /** OkHttp sends anything again, a POST as well, that was answered 503 with Retry-After 0. */
  private static Response withoutInvitation(Response response) {
    return response.code() == 503 && "0".equals(response.header("Retry-After"))
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }
}
