package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Optional;

/**
 * Our comments on issues and pull requests, found again by their marker.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/comments">REST API: issue comments</a>
 */
final class OwnComments {
  private static final int REMEMBERED = 10_000;

  private final long appId;

  /** GitHub lists a comment only some time after it was created. */
  private final BoundedCache<Key, Long> known = new BoundedCache<>(REMEMBERED);

  OwnComments(long appId) {
    this.appId = appId;
  }

  /**
   * Makes the one comment say {@code text}.
   *
   * @param number of the issue or pull request
   * @param create whether to create it where there is none
   */
  void say(
      RepositoryClient client, RepositoryState state, int number, MarkedText text, boolean create)
      throws IOException {
    Key key = new Key(state.id(), number, text.marker());
    Optional<JsonNode> present = find(client, state, key, text);
    if (present.isPresent()) {
      edit(client, state, present.get(), text);
    } else if (create) {
      Answer answer =
          client.send(state, "POST", body(text), "issues", Integer.toString(number), "comments");
      known.put(key, Json.number(there(answer, number), "/id"));
    }
  }

  private void edit(
      RepositoryClient client, RepositoryState state, JsonNode present, MarkedText text)
      throws IOException {
    if (text.isSaidBy(present)) {
      return;
    }
    String id = Long.toString(Json.number(present, "/id"));
    if (client.send(state, "PATCH", body(text), "issues", "comments", id).isMissing()) {
      throw Faults.notKnownYet("comment " + id);
    }
  }

  private Optional<JsonNode> find(
      RepositoryClient client, RepositoryState state, Key key, MarkedText text) throws IOException {
    Optional<Long> id = known.find(key);
    if (id.isPresent()) {
      Answer answer = client.json(state, "issues", "comments", Long.toString(id.get()));
      Optional<JsonNode> comment =
          answer.isMissing() ? Optional.empty() : Optional.of(Json.read(answer.body()));
      if (comment.filter(node -> text.isOf(node, appId)).isPresent()) {
        return comment;
      }
    }
    Optional<JsonNode> listed =
        Pages.first(
            page ->
                there(
                    client.page(state, page, "issues", Integer.toString(key.number()), "comments"),
                    key.number()),
            node -> text.isOf(node, appId));
    if (listed.isPresent()) {
      known.put(key, Json.number(listed.get(), "/id"));
    }
    return listed;
  }

  private static JsonNode there(Answer answer, int number) throws IOException {
    if (answer.isMissing()) {
      throw Faults.missing("issue or pull request " + number);
    }
    return Json.read(answer.body());
  }

  private static JsonNode body(MarkedText text) {
    return JsonNodeFactory.instance.objectNode().put("body", text.body());
  }

  private record Key(long repositoryId, int number, String marker) {}
}
