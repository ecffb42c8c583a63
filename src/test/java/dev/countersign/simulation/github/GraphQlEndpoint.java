package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code POST /graphql}: queries over GitHub's schema, as far as it is needed. */
final class GraphQlEndpoint {
  static final String PATH = "/graphql";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final GraphQL graphQl;

  GraphQlEndpoint(State state) {
    this.graphQl = GraphQL.newGraphQL(schema(state)).build();
  }

  List<Route> routes() {
    return List.of(new Route("POST", PATH, new Access.AnyToken(), this::answer));
  }

  /** What GitHub answers with status 200 when too many points were used. */
  static ApiResponse rateLimited() {
    return ApiResponse.ok(
        refusal(new GraphQlError("RATE_LIMITED", "API rate limit exceeded for installation.")));
  }

  static ObjectNode refusal(GraphQlError error) {
    ObjectNode body = Json.object();
    body.putArray("errors")
        .addObject()
        .put("type", error.type())
        .put("message", error.getMessage());
    return body;
  }

  private ApiResponse answer(Call call) {
    JsonNode request = call.request().json();
    Map<String, Object> variables =
        MAPPER.convertValue(request.path("variables"), new TypeReference<>() {});
    ExecutionResult result =
        graphQl.execute(
            ExecutionInput.newExecutionInput(request.path("query").asText())
                .variables(variables)
                .graphQLContext(Map.of(AccessToken.class, call.token())));
    ObjectNode body = Json.object();
    body.set("data", MAPPER.valueToTree(result.getData()));
    if (!result.getErrors().isEmpty()) {
      body.set("errors", Json.array(result.getErrors().stream().map(GraphQlEndpoint::json)));
    }
    return ApiResponse.ok(body);
  }

  private static ObjectNode json(GraphQLError error) {
    ObjectNode json = Json.object();
    if (error instanceof ExceptionWhileDataFetching failed) {
      if (!(failed.getException() instanceof GraphQlError known)) {
        throw new IllegalStateException(failed.getException());
      }
      json.put("type", known.type());
      json.set("path", MAPPER.valueToTree(failed.getPath()));
      json.put("message", known.getMessage());
    } else {
      json.put("message", error.getMessage());
    }
    return json;
  }

  private static GraphQLSchema schema(State state) {
    InputStream file =
        Objects.requireNonNull(
            GraphQlEndpoint.class.getResourceAsStream("/github-schema.graphql"), "schema");
    try (InputStreamReader reader = new InputStreamReader(file, UTF_8)) {
      return new SchemaGenerator()
          .makeExecutableSchema(new SchemaParser().parse(reader), GraphQlFields.wiring(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
