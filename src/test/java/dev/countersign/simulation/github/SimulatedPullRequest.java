package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pull request as it stands now. */
public final class SimulatedPullRequest {
  private final long id;
  private final int number;
  private final String title;
  private final SimulatedRepository headRepository;
  private final String headBranch;
  private final String base;
  private final Instant createdAt;
  private volatile String head;
  private volatile List<Commit> commits;
  private volatile @Nullable Instant closedAt;
  private volatile @Nullable String mergeCommit;

  SimulatedPullRequest(
      long id,
      int number,
      String title,
      SimulatedRepository headRepository,
      String headBranch,
      String base,
      String head,
      List<Commit> commits,
      Instant createdAt) {
    this.id = id;
    this.number = number;
    this.title = title;
    this.headRepository = headRepository;
    this.headBranch = headBranch;
    this.base = base;
    this.head = head;
    this.commits = List.copyOf(commits);
    this.createdAt = createdAt;
  }

  public long id() {
    return id;
  }

  public int number() {
    return number;
  }

  /** Id of its head commit. */
  public String head() {
    return head;
  }

  /** Branch that it goes to. */
  public String base() {
    return base;
  }

  /** The commit that merged it. */
  public Optional<String> mergeCommit() {
    return Optional.ofNullable(mergeCommit);
  }

  String title() {
    return title;
  }

  SimulatedRepository headRepository() {
    return headRepository;
  }

  String headBranch() {
    return headBranch;
  }

  Instant createdAt() {
    return createdAt;
  }

  boolean isOpen() {
    return closedAt == null;
  }

  Optional<Instant> closedAt() {
    return Optional.ofNullable(closedAt);
  }

  /** Whether it would bring or brought a commit, the merge itself included. */
  boolean brings(String commit) {
    return commit.equals(mergeCommit) || commits.stream().anyMatch(it -> it.id().equals(commit));
  }

  int commitCount() {
    return commits.size();
  }

  void moveTo(String newHead, List<Commit> newCommits) {
    head = newHead;
    commits = List.copyOf(newCommits);
  }

  void close(Instant when) {
    closedAt = when;
  }

  void merge(String commit, Instant when) {
    mergeCommit = commit;
    closedAt = when;
  }
}
