package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.port.GitHubRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Our issues, found again by their marker among those that the App's account opened.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues">REST API: issues</a>
 */
final class OwnIssues {
  private static final int REMEMBERED = 10_000;

  private final AppAccount account;
  private final long appId;

  /** GitHub lists an issue only some time after it was opened. */
  private final BoundedCache<Key, Integer> known = new BoundedCache<>(REMEMBERED);

  OwnIssues(AppAccount account, long appId) {
    this.account = account;
    this.appId = appId;
  }

  /** The issue, whether it is open or was closed. */
  Optional<JsonNode> find(RepositoryClient client, RepositoryState state, MarkedText text)
      throws IOException {
    Key key = new Key(state.id(), text.marker());
    Optional<JsonNode> remembered = remembered(client, state, key, text);
    if (remembered.isPresent()) {
      return remembered;
    }
    String login = account.login();
    Optional<JsonNode> listed =
        Pages.first(page -> list(client, state, login, page), issue -> text.isOf(issue, appId));
    if (listed.isPresent()) {
      known.put(key, number(listed.get()));
    }
    return listed;
  }

  void open(RepositoryClient client, RepositoryState state, String title, MarkedText text)
      throws IOException {
    Answer answer = client.send(state, "POST", content(title, text), "issues");
    if (answer.isMissing()) {
      throw Faults.missing("issues of " + state.name());
    }
    known.put(new Key(state.id(), text.marker()), number(Json.read(answer.body())));
  }

  /** Makes the issue say this and be open or closed; sends nothing where all that holds. */
  void edit(
      RepositoryClient client,
      RepositoryState state,
      JsonNode issue,
      String title,
      MarkedText text,
      boolean open)
      throws IOException {
    boolean same = title.equals(Json.text(issue, "/title")) && text.isSaidBy(issue);
    if (same && isOpen(issue) == open) {
      return;
    }
    ObjectNode change = content(title, text);
    if (isOpen(issue) != open) {
      change.put("state", open ? "open" : "closed");
      change.put("state_reason", open ? "reopened" : "completed");
    }
    String number = Integer.toString(number(issue));
    if (client.send(state, "PATCH", change, "issues", number).isMissing()) {
      throw Faults.notKnownYet("issue " + number);
    }
  }

  static int number(JsonNode issue) throws IOException {
    return Math.toIntExact(Json.number(issue, "/number"));
  }

  static boolean isOpen(JsonNode issue) throws IOException {
    return Json.text(issue, "/state").equals("open");
  }

  /** The one that was found or opened before, if it still is there. */
  private Optional<JsonNode> remembered(
      RepositoryClient client, RepositoryState state, Key key, MarkedText text) throws IOException {
    Optional<Integer> number = known.find(key);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Answer answer;
    try {
      answer = client.json(state, "issues", Integer.toString(number.get()));
    } catch (GitHubRefusedException e) {
      // Deleted. If more than that is wrong, listing is refused, too.
      return Optional.empty();
    }
    return answer.isMissing()
        ? Optional.empty()
        : Optional.of(Json.read(answer.body())).filter(issue -> text.isOf(issue, appId));
  }

  /** Newest first: an older one of the same marker has been replaced. */
  private static JsonNode list(
      RepositoryClient client, RepositoryState state, String login, int page) throws IOException {
    Map<String, String> wanted =
        Map.of(
            "creator",
            login,
            "state",
            "all",
            "sort",
            "created",
            "direction",
            "desc",
            "per_page",
            Integer.toString(RepositoryClient.PAGE_SIZE),
            "page",
            Integer.toString(page));
    Answer answer = client.json(state, wanted, "issues");
    if (answer.isMissing()) {
      throw Faults.missing("issues of " + state.name());
    }
    return Json.read(answer.body());
  }

  private static ObjectNode content(String title, MarkedText text) {
    return JsonNodeFactory.instance.objectNode().put("title", title).put("body", text.body());
  }

  private record Key(long repositoryId, String marker) {}
}
