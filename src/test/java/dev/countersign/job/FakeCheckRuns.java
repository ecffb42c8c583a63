package dev.countersign.job;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Check runs in memory, with every change that was made to them. */
final class FakeCheckRuns implements CheckRuns {
  private final Map<List<String>, CheckReport> byCommitAndId = new LinkedHashMap<>();
  private final List<Published> changes = new ArrayList<>();
  private @Nullable RuntimeException failure;
  private @Nullable String failing;
  private boolean afterPublishing;
  private @Nullable Instant turn;
  private int turnsAsked;

  /** A report that changed what a check run says. */
  record Published(String commit, String externalId, CheckReport report) {}

  @Override
  public synchronized Optional<Instant> turn(long installationId, String queue, String subject) {
    turnsAsked++;
    return Optional.ofNullable(turn);
  }

  synchronized int turnsAsked() {
    return turnsAsked;
  }

  /** Whose turn it is from now on: nobody's before {@code newTurn}. */
  synchronized void restUntil(@Nullable Instant newTurn) {
    turn = newTurn;
  }

  @Override
  public synchronized void publish(
      RepositoryTarget target, String headSha, String externalId, CheckReport report) {
    if (failure != null && !afterPublishing && (failing == null || failing.equals(headSha))) {
      throw failure;
    }
    if (!report.equals(byCommitAndId.put(List.of(headSha, externalId), report))) {
      changes.add(new Published(headSha, externalId, report));
    }
    if (failure != null && afterPublishing) {
      throw failure;
    }
  }

  /** From now on every publication fails. */
  synchronized void failWith(RuntimeException newFailure) {
    failure = newFailure;
    failing = null;
    afterPublishing = false;
  }

  /** From now on every publication on {@code commit} fails. */
  synchronized void failAt(String commit, RuntimeException newFailure) {
    failWith(newFailure);
    failing = commit;
  }

  /** From now on every publication succeeds, but the answer is lost. */
  synchronized void failAfterPublishingWith(RuntimeException newFailure) {
    failure = newFailure;
    afterPublishing = true;
  }

  synchronized void recover() {
    failure = null;
  }

  synchronized List<Published> changes() {
    return List.copyOf(changes);
  }

  synchronized List<CheckReport> reports() {
    return changes.stream().map(Published::report).toList();
  }

  synchronized int count() {
    return byCommitAndId.size();
  }
}
