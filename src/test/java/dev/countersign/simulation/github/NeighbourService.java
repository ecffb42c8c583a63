package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/** Another service than GitHub, with whose answers the same may go wrong. */
public final class NeighbourService implements AutoCloseable {
  private final BiFunction<String, String, Optional<byte[]>> content;
  private final InstantSource clock;
  private final Faults faults = new Faults();
  private final RequestLog requests = new RequestLog();
  private final WireMockServer server;

  /**
   * Starts on a random port of the loopback address.
   *
   * @param content what it has at a path, for a request with a body
   */
  public NeighbourService(
      InstantSource clock, BiFunction<String, String, Optional<byte[]>> content) {
    this.content = content;
    this.clock = clock;
    server = WireMockBridge.serve(this::respond);
  }

  /** Its base URL, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /** What was asked. */
  public RequestLog requests() {
    return requests;
  }

  private ApiResponse respond(ApiRequest request) {
    ApiResponse response =
        faults
            .take(request)
            .map(fault -> fault.apply(() -> properly(request)))
            .orElseGet(() -> properly(request));
    requests.add(
        new LoggedRequest(
            clock.instant(),
            Duration.ZERO,
            request.method(),
            request.path(),
            response.status(),
            Credential.of(request),
            ""));
    return response;
  }

  private ApiResponse properly(ApiRequest request) {
    return content
        .apply(request.path(), new String(request.body(), UTF_8))
        .map(bytes -> ApiResponse.bytes(200, "application/json", bytes))
        .orElseGet(() -> ApiResponse.text(404, "text/plain", "nothing here"));
  }

  @Override
  public void close() {
    server.stop();
  }
}
