package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as it arrived.
 *
 * @param path percent-encoded, without the query
 * @param query percent-encoded, without the question mark; empty if there is none
 * @param headers by lower-case name
 */
record ApiRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {
  ApiRequest {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A parameter of the query. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters().get(name));
  }

  int number(String name, int whenAbsent) {
    try {
      return parameter(name).map(Integer::parseInt).orElse(whenAbsent);
    } catch (NumberFormatException e) {
      throw HttpError.unprocessable("Invalid value for parameter '" + name + "'");
    }
  }

  Map<String, String> parameters() {
    return Arrays.stream(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> pair.length == 1 ? "" : URLDecoder.decode(pair[1], UTF_8),
                (first, second) -> second));
  }

  /** Whether the client asked for this media type. */
  boolean accepts(String mediaType) {
    return header("accept").orElse("").contains(mediaType);
  }

  JsonNode json() {
    return Json.read(body);
  }

  /** The same request for another path. */
  ApiRequest at(String newPath) {
    return new ApiRequest(method, newPath, query, headers, body);
  }
}
