package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * A repository as GitHub described it at one moment.
 *
 * @param name current name
 * @param id numeric id
 * @param ownerId numeric id of the owner
 * @param createdAt when it came to be
 * @param visibility {@code public}, {@code private} or {@code internal}
 * @param readAt the moment
 */
record RepositoryState(
    RepositoryName name,
    long id,
    long ownerId,
    Instant createdAt,
    String visibility,
    Instant readAt) {
  /** Reads an answer of the REST API. */
  static RepositoryState ofRest(JsonNode node, Instant readAt) throws IOException {
    return new RepositoryState(
        RepositoryName.parse(Json.text(node, "/full_name")),
        Json.number(node, "/id"),
        Json.number(node, "/owner/id"),
        Json.time(node, "/created_at"),
        visibility(node),
        readAt);
  }

  /** Reads what every {@link RepositoryQuery} asks for. */
  static RepositoryState ofGraphQl(JsonNode node, Instant readAt) throws IOException {
    return new RepositoryState(
        RepositoryName.parse(Json.text(node, "/nameWithOwner")),
        Json.number(node, "/databaseId"),
        Json.number(node, "/owner/databaseId"),
        Json.time(node, "/createdAt"),
        Json.text(node, "/visibility").toLowerCase(Locale.ROOT),
        readAt);
  }

  /** Older servers say only whether it is private. */
  private static String visibility(JsonNode node) throws IOException {
    String otherwise = Json.isTrue(node, "/private") ? "private" : "public";
    return node.path("visibility").asText(otherwise);
  }
}
