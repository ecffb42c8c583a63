package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.Activity;
import dev.countersign.port.Comparison;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.Origins;
import dev.countersign.port.PullRequest;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.WorkflowRun;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens in repositories, over both of GitHub's APIs. */
final class GitHubActivity implements Activity {
  private final RepositoryClients clients;
  private final Releases releases;
  private final Faults faults;

  GitHubActivity(RepositoryClients clients, Releases releases, Faults faults) {
    this.clients = clients;
    this.releases = releases;
    this.faults = faults;
  }

  @Override
  public RecentReleases recentReleases(RepositoryTarget target) {
    return releases.recent(clients.of(target, TokenScope.READ));
  }

  @Override
  public Origins origins(
      RepositoryTarget target, ReleaseState release, List<String> changed, List<String> compared) {
    OriginsQuery question = new OriginsQuery(release, changed, compared);
    JsonNode repository = clients.of(target, TokenScope.READ).ask(question.query()).node();
    return faults.interpreting(
        "the origins of release " + release.release().tag(), () -> question.read(repository));
  }

  @Override
  public Optional<Comparison> compare(RepositoryTarget target, String base, String head) {
    ObjectIds.require(head);
    if (!References.isPossible(base)) {
      return Optional.empty();
    }
    RepositoryClient client = clients.of(target, TokenScope.READ);
    Answer answer =
        client.json(
            client.recent(),
            Map.of("per_page", "1"),
            References.path("compare", base + "..." + head));
    return answer.isMissing()
        ? Optional.empty()
        : Optional.of(
            faults.interpreting(
                "what is between " + base + " and " + head,
                () -> comparison(Json.read(answer.body()))));
  }

  private static Comparison comparison(JsonNode node) throws IOException {
    return new Comparison(
        Json.text(node, "/merge_base_commit/sha"),
        Math.toIntExact(Json.number(node, "/ahead_by")),
        Math.toIntExact(Json.number(node, "/behind_by")));
  }

  @Override
  public List<Integer> pullRequestsWith(RepositoryTarget target, String commit) {
    ObjectIds.require(commit);
    RepositoryClient client = clients.of(target, TokenScope.PULL_REQUESTS);
    Answer answer = client.json(client.recent(), "commits", commit, "pulls");
    if (answer.isMissing()) {
      throw Faults.notKnownYet("commit " + commit);
    }
    return faults.interpreting(
        "the pull requests with commit " + commit,
        () -> PullRequests.toDefaultBranch(target.repositoryId(), Json.read(answer.body())));
  }

  @Override
  public Optional<PullRequest> pullRequest(RepositoryTarget target, int number) {
    RepositoryClient client = clients.of(target, TokenScope.PULL_REQUESTS);
    Answer answer = client.json(client.recent(), "pulls", Integer.toString(number));
    return answer.isMissing()
        ? Optional.empty()
        : Optional.of(
            faults.interpreting(
                "pull request " + number,
                () -> PullRequests.one(target.repositoryId(), number, Json.read(answer.body()))));
  }

  @Override
  public List<WorkflowRun> workflowRuns(RepositoryTarget target, String commit, String name) {
    ObjectIds.require(commit);
    RepositoryClient client = clients.of(target, TokenScope.ACTIONS);
    Answer answer =
        client.json(
            client.recent(),
            Map.of("head_sha", commit, "branch", name, "per_page", "100"),
            "actions",
            "runs");
    return answer.isMissing()
        ? List.of()
        : faults.interpreting(
            "the workflow runs of commit " + commit,
            () -> WorkflowRuns.of(Json.read(answer.body()), commit, name));
  }

  @Override
  public boolean isPublic(RepositoryTarget target) {
    try {
      return clients.of(target, TokenScope.READ).present().visibility().equals("public");
    } catch (GitHubRefusedException e) {
      if (e.refusal() == Refusal.NOT_ACCESSIBLE) {
        return false;
      }
      throw e;
    }
  }
}
