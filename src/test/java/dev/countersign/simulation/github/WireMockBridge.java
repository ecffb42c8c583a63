package dev.countersign.simulation.github;

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
  private final Function<ApiRequest, ApiResponse> api;

  WireMockBridge(Function<ApiRequest, ApiResponse> api) {
    this.api = api;
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
