package dev.countersign.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Request;

/**
 * GitHub's GraphQL API, asked about repositories. It reports most faults with status 200, so every
 * error that an answer names counts, whatever else the answer holds.
 *
 * @see <a href="https://docs.github.com/en/graphql">GraphQL API</a>
 */
final class GraphQl {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Transport transport;
  private final Faults faults;

  GraphQl(Transport transport, Faults faults) {
    this.transport = transport;
    this.faults = faults;
  }

  /** What is known of the repository of this name; empty if the token shows none. */
  Optional<JsonNode> repository(
      RepositoryName repository, RepositoryQuery query, Credentials credentials) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("query", query.text());
    ObjectNode variables = body.putObject("variables");
    query.variablesFor(repository.owner(), repository.name()).forEach(variables::put);
    Request request =
        new Request.Builder()
            .url(transport.graphQlUrl())
            .post(Transport.body(body.toString().getBytes(UTF_8)))
            .build();
    // A limit is told of in an answer that seems good to the transport.
    return transport.withinLimits(
        request, credentials, () -> found(repository, request, credentials));
  }

  private Optional<JsonNode> found(
      RepositoryName repository, Request request, Credentials credentials) {
    Answer answer = transport.json(request, credentials);
    if (answer.isMissing()) {
      throw Faults.notKnownYet("the GraphQL API");
    }
    return faults.interpreting("repository " + repository, () -> found(request, answer));
  }

  private Optional<JsonNode> found(Request request, Answer answer) throws IOException {
    JsonNode node = Json.read(answer.body());
    JsonNode errors = node.path("errors");
    if (!errors.isMissingNode() && !errors.isArray()) {
      throw new IOException("expected a list of errors, found " + errors.getNodeType());
    }
    boolean unknown = false;
    for (JsonNode error : errors) {
      if (!saysThatThereIsNoRepository(error)) {
        throw faults.reported(
            request,
            answer.headers(),
            error.path("type").asText(""),
            error.path("message").asText(""));
      }
      unknown = true;
    }
    JsonNode repository = node.at("/data/repository");
    if (unknown && !repository.isObject()) {
      return Optional.empty();
    }
    if (!repository.isObject()) {
      throw new IOException("expected a repository, found " + repository.getNodeType());
    }
    return Optional.of(repository);
  }

  private static boolean saysThatThereIsNoRepository(JsonNode error) {
    JsonNode path = error.path("path");
    return error.path("type").asText("").equals("NOT_FOUND")
        && path.size() == 1
        && path.path(0).asText("").equals("repository");
  }
}
