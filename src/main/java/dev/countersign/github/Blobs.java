package dev.countersign.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Contents of files: kept ones, else many in one GraphQL request, else one by one over REST.
 * GraphQL gives text alone, and only so much of it; what does not hash to its id did not come as it
 * is.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#blob">Blob</a>
 */
final class Blobs {
  private static final long KEPT_BYTES = 16L * 1024 * 1024;
  private static final int MOST_AT_ONCE = 50;
  private static final String BLOB =
      "fragment blob on Blob { byteSize isBinary isTruncated text }\n";

  private final Faults faults;
  private final ContentCache cache = new ContentCache(KEPT_BYTES);

  Blobs(Faults faults) {
    this.faults = faults;
  }

  /** Content of one blob, of at most {@code limit} bytes. */
  byte[] read(RepositoryClient client, String objectId, long limit) {
    ObjectIds.require(objectId);
    Optional<byte[]> kept = cache.find(client.repositoryId(), objectId);
    if (kept.isPresent()) {
      return withinLimit(objectId, kept.get(), limit);
    }
    byte[] content = checked(client.blob(client.recent(), objectId, limit), objectId);
    cache.put(client.repositoryId(), objectId, content);
    return content;
  }

  /** Contents of several blobs, by object id. */
  Map<String, byte[]> read(RepositoryClient client, Map<String, Long> limits) {
    Map<String, byte[]> contents = new HashMap<>();
    List<String> wanted = new ArrayList<>();
    limits.forEach(
        (id, limit) -> {
          ObjectIds.require(id);
          cache
              .find(client.repositoryId(), id)
              .ifPresentOrElse(
                  kept -> contents.put(id, withinLimit(id, kept, limit)), () -> wanted.add(id));
        });
    if (wanted.size() > 1) {
      for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
        List<String> some = wanted.subList(from, Math.min(from + MOST_AT_ONCE, wanted.size()));
        contents.putAll(texts(client, some, limits));
      }
    }
    limits.forEach((id, limit) -> contents.computeIfAbsent(id, key -> read(client, key, limit)));
    return contents;
  }

  /** Those of the blobs that came as they are. */
  private Map<String, byte[]> texts(
      RepositoryClient client, List<String> ids, Map<String, Long> limits) {
    StringJoiner parameters = new StringJoiner(", ");
    StringBuilder selection = new StringBuilder();
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      parameters.add("$b" + i + ": GitObjectID!");
      selection.append("b%1$d: object(oid: $b%1$d) { __typename ...blob } ".formatted(i));
      variables.put("b" + i, ids.get(i));
    }
    JsonNode repository =
        client
            .ask(
                new RepositoryQuery(
                    parameters.toString(), selection.toString(), List.of(BLOB), variables))
            .node();
    Map<String, byte[]> texts = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      String alias = "b" + i;
      long limit = limits.getOrDefault(id, 0L);
      faults
          .interpreting("blob " + id, () -> text(id, Json.member(repository, alias), limit))
          .ifPresent(
              content -> {
                cache.put(client.repositoryId(), id, content);
                texts.put(id, content);
              });
    }
    return texts;
  }

  private static Optional<byte[]> text(String id, JsonNode blob, long limit) throws IOException {
    if (blob.isNull()) {
      throw Faults.notKnownYet("blob " + id);
    }
    if (!Json.text(blob, "/__typename").equals("Blob")) {
      throw new IOException("expected a blob, found a " + Json.text(blob, "/__typename"));
    }
    if (Json.number(blob, "/byteSize") > limit) {
      throw tooLarge(id, limit);
    }
    JsonNode text = Json.member(blob, "text");
    if (text.isNull() || Json.isTrue(blob, "/isTruncated") || isBinary(blob)) {
      return Optional.empty();
    }
    byte[] content = Json.text(blob, "/text").getBytes(UTF_8);
    return ObjectIds.ofBlob(content, id).equals(id)
        ? Optional.of(withinLimit(id, content, limit))
        : Optional.empty();
  }

  /** GitHub says null where it cannot tell. */
  private static boolean isBinary(JsonNode blob) throws IOException {
    return Json.member(blob, "isBinary").isNull() || Json.isTrue(blob, "/isBinary");
  }

  /** The content that an answer has of a blob, which must be that of its id. */
  static byte[] checked(Answer answer, String objectId) {
    if (answer.isMissing()) {
      throw Faults.notKnownYet("blob " + objectId);
    }
    String found = ObjectIds.ofBlob(answer.body(), objectId);
    if (!found.equals(objectId)) {
      throw new GitHubUnavailableException(
          "expected the content of blob %s, found that of %s".formatted(objectId, found),
          null,
          null);
    }
    return answer.body();
  }

  private static byte[] withinLimit(String objectId, byte[] content, long limit) {
    if (content.length > limit) {
      throw tooLarge(objectId, limit);
    }
    return content;
  }

  private static ContentLimitException tooLarge(String objectId, long limit) {
    return new ContentLimitException(
        "expected at most %d bytes of blob %s, found more".formatted(limit, objectId));
  }
}
