package dev.countersign.simulation.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** WireMock's side of the simulator: every request goes to one function. */
final class WireMockBridge implements ResponseDefinitionTransformerV2 {
  /** Each late answer holds one. */
  private static final int CONTAINER_THREADS = 100;

  private final Function<ApiRequest, ApiResponse> api;

  private WireMockBridge(Function<ApiRequest, ApiResponse> api) {
    this.api = api;
  }

  /** A server on a random port of the loopback address that has begun to answer. */
  static WireMockServer serve(Function<ApiRequest, ApiResponse> api) {
    WireMockServer server =
        new WireMockServer(
            wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(CONTAINER_THREADS)
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true)
                .disableRequestJournal()
                .extensions(new WireMockBridge(api)));
    server.stubFor(any(anyUrl()));
    server.start();
    return server;
  }

  @Override
  public String getName() {
    return "simulated-github";
  }

  @Override
  public ResponseDefinition transform(ServeEvent serveEvent) {
    ApiResponse response = api.apply(read(serveEvent.getRequest()));
    ResponseDefinitionBuilder definition = ResponseDefinitionBuilder.responseDefinition();
    definition.withStatus(response.status()).withBody(response.body());
    response.headers().forEach(definition::withHeader);
    if (!response.delay().isZero()) {
      definition.withFixedDelay(Math.toIntExact(response.delay().toMillis()));
    }
    switch (response.transport()) {
      case WHOLE -> {}
      case RESET ->
          definition.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
      case BROKEN ->
          definition.withFault(com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK);
    }
    return definition.build();
  }

  private static ApiRequest read(Request request) {
    String url = request.getUrl();
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    String query = question < 0 ? "" : url.substring(question + 1);
    Map<String, String> headers = new TreeMap<>();
    request
        .getHeaders()
        .all()
        .forEach(header -> headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue()));
    return new ApiRequest(request.getMethod().getName(), path, query, headers, request.getBody());
  }
}
