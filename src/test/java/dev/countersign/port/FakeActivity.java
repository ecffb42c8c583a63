package dev.countersign.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens in a repository, as a test sets it. */
public final class FakeActivity implements Activity {
  public volatile Supplier<List<ReleaseState>> releases = List::of;
  public volatile Supplier<List<WorkflowRun>> runs = List::of;
  public volatile Optional<String> broughtBy = Optional.empty();

  /** Of any two commits; the head is part of the base unless a test says otherwise. */
  public volatile Optional<Comparison> comparison =
      Optional.of(new Comparison("e".repeat(40), 0, 0));

  public volatile Optional<PullRequest> pullRequest = Optional.empty();
  public volatile String head = "d".repeat(40);
  public volatile boolean archived;
  public final Map<String, List<Integer>> pullRequests = new HashMap<>();

  @Override
  public RecentReleases recentReleases(RepositoryTarget target) {
    return new RecentReleases("main", head, archived, releases.get());
  }

  @Override
  public Origins origins(
      RepositoryTarget target, ReleaseState release, List<String> changed, List<String> compared) {
    Map<String, String> lastChanges = new HashMap<>();
    broughtBy.ifPresent(commit -> changed.forEach(path -> lastChanges.put(path, commit)));
    return new Origins(lastChanges, Map.of());
  }

  @Override
  public Optional<Comparison> compare(RepositoryTarget target, String base, String head) {
    return comparison;
  }

  @Override
  public List<Integer> pullRequestsWith(RepositoryTarget target, String commit) {
    return pullRequests.getOrDefault(commit, List.of());
  }

  @Override
  public Optional<PullRequest> pullRequest(RepositoryTarget target, int number) {
    return pullRequest;
  }

  @Override
  public List<WorkflowRun> workflowRuns(RepositoryTarget target, String commit, String name) {
    return runs.get();
  }

  @Override
  public boolean isPublic(RepositoryTarget target) {
    return true;
  }
}
