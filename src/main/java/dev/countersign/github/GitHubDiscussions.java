package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.Discussions;
import dev.countersign.port.RepositoryTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Comments and issues over GitHub's REST API. */
final class GitHubDiscussions implements Discussions {
  /** The longest title of an issue that GitHub takes. */
  private static final int MAX_TITLE = 256;

  private final RepositoryClients clients;
  private final Faults faults;
  private final OwnComments comments;
  private final OwnIssues issues;
  private final Turns oneAtATime = new Turns();

  GitHubDiscussions(RepositoryClients clients, AppAccount account, long appId, Faults faults) {
    this.clients = clients;
    this.faults = faults;
    this.comments = new OwnComments(appId);
    this.issues = new OwnIssues(account, appId);
  }

  @Override
  public void comment(RepositoryTarget target, int pullRequest, String marker, String markdown) {
    comment(target, pullRequest, new MarkedText(marker, markdown), true);
  }

  @Override
  public void correctComment(
      RepositoryTarget target, int pullRequest, String marker, String markdown) {
    comment(target, pullRequest, new MarkedText(marker, markdown), false);
  }

  private void comment(RepositoryTarget target, int pullRequest, MarkedText text, boolean create) {
    inTurn(
        target,
        TokenScope.COMMENT,
        "pull request %d %s".formatted(pullRequest, text.marker()),
        (client, state) -> comments.say(client, state, pullRequest, text, create));
  }

  @Override
  public void issue(RepositoryTarget target, String marker, String title, String markdown) {
    requireShort(title);
    MarkedText text = new MarkedText(marker, markdown);
    inTurn(
        target,
        TokenScope.ISSUE,
        "issue " + marker,
        (client, state) -> {
          Optional<JsonNode> present = issues.find(client, state, text);
          if (present.isPresent()) {
            issues.edit(client, state, present.get(), title, text, true);
          } else {
            issues.open(client, state, title, text);
          }
        });
  }

  @Override
  public void closeIssue(
      RepositoryTarget target, String marker, String title, String markdown, String sentence) {
    requireShort(title);
    MarkedText text = new MarkedText(marker, markdown);
    MarkedText last = new MarkedText(marker, sentence);
    inTurn(
        target,
        TokenScope.ISSUE,
        "issue " + marker,
        (client, state) -> {
          Optional<JsonNode> present = issues.find(client, state, text);
          if (present.isPresent() && OwnIssues.isOpen(present.get())) {
            // An issue that was opened again has the sentence already; its closing is notified.
            comments.say(client, state, OwnIssues.number(present.get()), last, true);
            issues.edit(client, state, present.get(), title, text, false);
          }
        });
  }

  private void inTurn(RepositoryTarget target, TokenScope scope, String what, Work work) {
    RepositoryClient client = clients.of(target, scope);
    RepositoryState state = client.recent();
    oneAtATime.take(
        List.of(target.repositoryId(), what),
        () ->
            faults.interpreting(
                what,
                () -> {
                  work.run(client, state);
                  return state;
                }));
  }

  private static void requireShort(String title) {
    if (title.length() > MAX_TITLE) {
      throw new IllegalArgumentException(
          "expected a title of at most %d characters, found %d"
              .formatted(MAX_TITLE, title.length()));
    }
  }

  /** What is done with a repository. */
  @FunctionalInterface
  private interface Work {
    void run(RepositoryClient client, RepositoryState state) throws IOException;
  }
}
