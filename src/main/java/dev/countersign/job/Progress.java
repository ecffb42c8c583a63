package dev.countersign.job;

import dev.countersign.job.Standing.Role;
import dev.countersign.job.Standing.State;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a job has learned and done so far.
 *
 * @param deadline when waiting for materials ends, once known
 * @param standings where its check runs stand, one for each commit
 * @param optedIn whether the repository is known to want check runs
 * @param tries so far
 * @param concluded what was said last, once anything was
 * @param seen what that was said of, where saying it again would need a change
 * @param told where people were told that the release is not verified
 */
record Progress(
    Optional<Instant> deadline,
    List<Standing> standings,
    boolean optedIn,
    Tries tries,
    Optional<Conclusion> concluded,
    Optional<Seen> seen,
    Optional<Told> told) {
  /** A job that has not run yet. */
  static final Progress NONE =
      new Progress(
          Optional.empty(),
          List.of(),
          false,
          Tries.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  Progress {
    Objects.requireNonNull(deadline, "deadline");
    standings = List.copyOf(standings);
    Objects.requireNonNull(tries, "tries");
    Objects.requireNonNull(concluded, "concluded");
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(told, "told");
  }

  /** The commit that the tag points at or that is the change's head, when it was last seen. */
  Optional<String> commit() {
    return standings.stream()
        .filter(standing -> standing.role() == Role.SUBJECT)
        .map(Standing::commit)
        .findFirst();
  }

  /** Whether an unfinished check run stands anywhere. */
  boolean announced() {
    return standings.stream().anyMatch(standing -> standing.state() == State.WAITING);
  }

  /** Whether there is a check run anywhere. */
  boolean published() {
    return standings.stream().anyMatch(standing -> standing.state() != State.NONE);
  }

  /** Whether a check run may say that something went wrong; otherwise nobody asked for one. */
  boolean mayReport() {
    return !standings.isEmpty() && (optedIn || announced());
  }

  /** Whether the last word still stands: it was said of {@code now}, and nobody asks again. */
  boolean settled(Seen now) {
    return seen.filter(now::equals).isPresent() && !announced();
  }

  /**
   * The subject is this commit now. Where it was another one, that is a former one, whose check run
   * waits to be corrected.
   */
  Progress at(String commit) {
    return standing(
        Stream.concat(
                without(commit).map(other -> other.role() == Role.SUBJECT ? former(other) : other),
                Stream.of(new Standing(commit, Role.SUBJECT, stateAt(commit))))
            .toList());
  }

  private static Standing former(Standing subject) {
    State state = subject.state() == State.NONE ? State.NONE : State.WAITING;
    return new Standing(subject.commit(), Role.FORMER, state);
  }

  /** Its materials came with this commit, too. */
  Progress broughtBy(String commit) {
    return commit().filter(commit::equals).isPresent()
        ? this
        : standing(
            Stream.concat(
                    without(commit),
                    Stream.of(new Standing(commit, Role.MATERIALS, stateAt(commit))))
                .toList());
  }

  /** The check run on {@code commit} stands so now. */
  Progress published(String commit, State state) {
    return standing(
        standings.stream()
            .map(
                other ->
                    other.commit().equals(commit)
                        ? new Standing(commit, other.role(), state)
                        : other)
            .toList());
  }

  /** Where somebody asked meanwhile, a check run waits; those commits are not to be forgotten. */
  Progress askedOn(List<Standing> present) {
    List<String> known = standings.stream().map(Standing::commit).toList();
    return standing(
        Stream.concat(
                standings.stream(),
                present.stream().filter(standing -> !known.contains(standing.commit())))
            .toList());
  }

  /** Nothing is said on {@code commit} any more. */
  Progress leave(String commit) {
    return standing(without(commit).toList());
  }

  /** The subject is gone: what was said of it is history. */
  Progress withdrawn() {
    return standing(
            standings.stream()
                .map(other -> new Standing(other.commit(), Role.FORMER, other.state()))
                .toList())
        .having(Optional.empty());
  }

  private Progress standing(List<Standing> commits) {
    return new Progress(deadline, commits, optedIn, tries, concluded, seen, told);
  }

  private Stream<Standing> without(String commit) {
    Predicate<Standing> isOther = standing -> !standing.commit().equals(commit);
    return standings.stream().filter(isOther);
  }

  private State stateAt(String commit) {
    return standings.stream()
        .filter(standing -> standing.commit().equals(commit))
        .map(Standing::state)
        .findFirst()
        .orElse(State.NONE);
  }

  Progress optIn() {
    return new Progress(deadline, standings, true, tries, concluded, seen, told);
  }

  Progress waitingUntil(Instant newDeadline) {
    return new Progress(Optional.of(newDeadline), standings, optedIn, tries, concluded, seen, told);
  }

  /** The last word is said; of what, unless it is to be said again at the next look. */
  Progress concluded(Conclusion conclusion) {
    return new Progress(deadline, standings, optedIn, tries, Optional.of(conclusion), seen, told);
  }

  Progress having(Optional<Seen> nowSeen) {
    return new Progress(deadline, standings, optedIn, tries, concluded, nowSeen, told);
  }

  Progress having(Seen nowSeen) {
    return having(Optional.of(nowSeen));
  }

  Progress told(Optional<Told> nowTold) {
    return new Progress(deadline, standings, optedIn, tries, concluded, seen, nowTold);
  }

  Progress after(Tries now) {
    return new Progress(deadline, standings, optedIn, now, concluded, seen, told);
  }
}
