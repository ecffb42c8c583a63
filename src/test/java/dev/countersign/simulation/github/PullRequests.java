package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.Person;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pull requests of one repository. Safe for many threads. */
public final class PullRequests {
  private final SimulatedRepository repository;
  private final Ids ids;
  private final Issues issues;
  private final InstantSource clock;
  private final Map<Integer, SimulatedPullRequest> byNumber = new ConcurrentHashMap<>();

  PullRequests(SimulatedRepository repository, Ids ids, Issues issues, InstantSource clock) {
    this.repository = repository;
    this.ids = ids;
    this.issues = issues;
    this.clock = clock;
  }

  /** Opens one from a branch of the repository itself to its default branch. */
  public SimulatedPullRequest open(String branch) {
    return open(repository, branch, repository.settings().defaultBranch());
  }

  /** Opens one; the commits of a fork are readable in the repository from then on. */
  public SimulatedPullRequest open(SimulatedRepository from, String branch, String base) {
    String head = fetched(from, branch);
    SimulatedPullRequest opened =
        new SimulatedPullRequest(
            ids.next(),
            issues.nextNumber(),
            "Changes of " + branch,
            from,
            branch,
            base,
            head,
            commits(head, base),
            clock.instant());
    byNumber.put(opened.number(), opened);
    return opened;
  }

  /** Takes over what its branch points at now; the former head. */
  public String synchronize(SimulatedPullRequest pullRequest) {
    String before = pullRequest.head();
    String head = fetched(pullRequest.headRepository(), pullRequest.headBranch());
    pullRequest.moveTo(head, commits(head, pullRequest.base()));
    return before;
  }

  /** Merges one; the id of the merge. */
  public String merge(SimulatedPullRequest pullRequest) {
    String merge =
        repository.merge(
            pullRequest.base(),
            pullRequest.head(),
            "Merge pull request #" + pullRequest.number() + " from " + pullRequest.headBranch());
    pullRequest.merge(merge, clock.instant());
    return merge;
  }

  /** Closes one without merging it. */
  public void close(SimulatedPullRequest pullRequest) {
    pullRequest.close(clock.instant());
  }

  /** Puts one into the merge queue, as a group of its own. */
  public MergeGroup queue(SimulatedPullRequest pullRequest) {
    String base = repository.head(pullRequest.base());
    String branch =
        "gh-readonly-queue/%s/pr-%d-%s".formatted(pullRequest.base(), pullRequest.number(), base);
    repository.branch(branch, base);
    String head =
        repository
            .history()
            .merge(branch, pullRequest.head(), Person.GITHUB_ACTIONS, pullRequest.title())
            .id();
    return new MergeGroup(head, "refs/heads/" + branch, base, "refs/heads/" + pullRequest.base());
  }

  Optional<SimulatedPullRequest> byNumber(long number) {
    return Optional.ofNullable(byNumber.get((int) number));
  }

  /** Newest first. */
  List<SimulatedPullRequest> all() {
    return byNumber.values().stream()
        .sorted(Comparator.comparingInt(SimulatedPullRequest::number).reversed())
        .toList();
  }

  private String fetched(SimulatedRepository from, String branch) {
    repository.history().objects().addAll(from.history().objects());
    return from.head(branch);
  }

  private List<Commit> commits(String head, String base) {
    return repository.history().graph().compare(repository.head(base), head).ahead();
  }
}
