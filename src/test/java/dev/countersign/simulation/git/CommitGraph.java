package dev.countersign.simulation.git;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How commits descend from each other. */
public final class CommitGraph {
  private final ObjectStore store;

  public CommitGraph(ObjectStore store) {
    this.store = store;
  }

  /** A commit and all its ancestors, breadth first. */
  public List<Commit> history(String commitId) {
    Set<Commit> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(commitId));
    while (!next.isEmpty()) {
      Commit commit = store.commit(next.remove()).orElseThrow();
      if (seen.add(commit)) {
        next.addAll(commit.parents());
      }
    }
    return new ArrayList<>(seen);
  }

  /** How {@code head} stands to {@code base}. */
  public Comparison compare(String base, String head) {
    List<Commit> ofBase = history(base);
    List<Commit> ofHead = history(head);
    Optional<Commit> mergeBase = ofHead.stream().filter(ofBase::contains).findFirst();
    List<Commit> ahead = new ArrayList<>(ofHead);
    ahead.removeAll(Set.copyOf(ofBase));
    List<Commit> behind = new ArrayList<>(ofBase);
    behind.removeAll(Set.copyOf(ofHead));
    return new Comparison(mergeBase, ahead, behind);
  }

  /**
   * What two commits have and have not in common.
   *
   * @param mergeBase nearest common ancestor; empty when the histories are unrelated
   * @param ahead commits that only the head has, newest first
   * @param behind commits that only the base has, newest first
   */
  public record Comparison(Optional<Commit> mergeBase, List<Commit> ahead, List<Commit> behind) {
    public Comparison {
      ahead = List.copyOf(ahead);
      behind = List.copyOf(behind);
    }

    /** GitHub's word for it: {@code identical}, {@code ahead}, {@code behind}, {@code diverged}. */
    public String status() {
      if (ahead.isEmpty()) {
        return behind.isEmpty() ? "identical" : "behind";
      }
      return behind.isEmpty() ? "ahead" : "diverged";
    }
  }
}
