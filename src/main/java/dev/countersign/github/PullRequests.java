package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.PullRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pull requests.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls">REST API: pull requests</a>
 */
final class PullRequests {
  private PullRequests() {}

  static PullRequest one(long repositoryId, int number, JsonNode node) throws IOException {
    long found = Json.number(node, "/number");
    if (found != number) {
      throw new IOException("expected pull request %d, found %d".formatted(number, found));
    }
    JsonNode origin = Json.member(node.path("head"), "repo");
    return new PullRequest(
        number,
        isOpen(node),
        Json.text(node, "/head/sha"),
        Json.text(node, "/base/ref"),
        origin.isNull() || Json.number(origin, "/id") != repositoryId);
  }

  /**
   * Numbers of those in a list that were merged into the default branch of this repository, or want
   * to be. The list for a commit of a fork has others, too.
   */
  static List<Integer> toDefaultBranch(long repositoryId, JsonNode list) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode node : Json.list(list, "")) {
      boolean counts = isOpen(node) || !Json.member(node, "merged_at").isNull();
      if (counts
          && Json.number(node, "/base/repo/id") == repositoryId
          && Json.text(node, "/base/ref").equals(Json.text(node, "/base/repo/default_branch"))) {
        numbers.add(Math.toIntExact(Json.number(node, "/number")));
      }
    }
    return numbers;
  }

  private static boolean isOpen(JsonNode node) throws IOException {
    return Json.text(node, "/state").equals("open");
  }
}
