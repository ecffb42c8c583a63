package dev.countersign.simulation.github;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Issues of one repository, and the comments on them and on its pull requests, which share their
 * numbers. Safe for many threads.
 */
public final class Issues {
  private final Ids ids;
  private final InstantSource clock;
  private final Map<Integer, SimulatedIssue> issues = new TreeMap<>();
  private final Map<Long, SimulatedComment> comments = new TreeMap<>();
  private final Set<Integer> locked = new HashSet<>();
  private int lastNumber;
  private boolean disabled;

  Issues(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** As they stand now, newest first. */
  public synchronized List<SimulatedIssue> all() {
    return issues.values().stream()
        .sorted(Comparator.comparingInt(SimulatedIssue::number).reversed())
        .toList();
  }

  /** Comments on an issue or a pull request, oldest first. */
  public synchronized List<SimulatedComment> comments(int number) {
    return comments.values().stream().filter(comment -> comment.number() == number).toList();
  }

  /** A person opens an issue. */
  public SimulatedIssue open(Account author, String title, String body) {
    return open(author, null, title, body);
  }

  /** A person comments. */
  public SimulatedComment comment(int number, Account author, String body) {
    return comment(number, author, null, body);
  }

  /** A person closes an issue. */
  public void close(int number) {
    change(number, issue -> issue.closed("not_planned", clock.instant()));
  }

  /** Deletes a comment. */
  public synchronized void deleteComment(long id) {
    comments.remove(id);
  }

  /** Deletes an issue with its comments. */
  public synchronized void delete(int number) {
    issues.remove(number);
    comments.values().removeIf(comment -> comment.number() == number);
  }

  /** Lets nobody comment on an issue or a pull request any more. */
  public synchronized void lock(int number) {
    locked.add(number);
  }

  /** Switches issues off; pull requests go on. */
  public synchronized void disable() {
    disabled = true;
  }

  synchronized boolean areDisabled() {
    return disabled;
  }

  synchronized boolean isLocked(int number) {
    return locked.contains(number);
  }

  synchronized int nextNumber() {
    return ++lastNumber;
  }

  synchronized Optional<SimulatedIssue> byNumber(long number) {
    return Optional.ofNullable(issues.get((int) number));
  }

  synchronized Optional<SimulatedComment> commentById(long id) {
    return Optional.ofNullable(comments.get(id));
  }

  synchronized SimulatedIssue open(
      Account author, @Nullable Long appId, String title, String body) {
    SimulatedIssue opened =
        new SimulatedIssue(
            ids.next(),
            nextNumber(),
            author,
            appId,
            title,
            body,
            true,
            null,
            clock.instant(),
            Optional.empty());
    issues.put(opened.number(), opened);
    return opened;
  }

  synchronized SimulatedIssue change(int number, UnaryOperator<SimulatedIssue> change) {
    SimulatedIssue changed = change.apply(byNumber(number).orElseThrow());
    issues.put(number, changed);
    return changed;
  }

  synchronized SimulatedComment comment(
      int number, Account author, @Nullable Long appId, String body) {
    SimulatedComment comment =
        new SimulatedComment(
            ids.next(), number, author, appId, body, clock.instant(), clock.instant());
    comments.put(comment.id(), comment);
    return comment;
  }

  synchronized SimulatedComment edit(long id, String body) {
    SimulatedComment edited = commentById(id).orElseThrow().saying(body, clock.instant());
    comments.put(id, edited);
    return edited;
  }
}
