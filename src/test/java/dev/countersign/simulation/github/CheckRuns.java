package dev.countersign.simulation.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Check runs of one repository and everything that they ever said. Safe for many threads. */
final class CheckRuns {
  private final Map<Long, CheckRun> current = new LinkedHashMap<>();
  private final List<CheckRun> history = new ArrayList<>();

  synchronized CheckRun put(CheckRun run) {
    current.put(run.id(), run);
    history.add(run);
    return run;
  }

  synchronized Optional<CheckRun> byId(long id) {
    return Optional.ofNullable(current.get(id));
  }

  synchronized CheckRun change(long id, UnaryOperator<CheckRun> change) {
    return put(change.apply(byId(id).orElseThrow()));
  }

  /** What GitHub does to a check run that somebody asks for again: it waits to be concluded. */
  CheckRun reset(long id) {
    return change(id, CheckRun::queued);
  }

  /** As they stand now, newest first. */
  synchronized List<CheckRun> all() {
    return current.values().stream()
        .sorted(Comparator.comparingLong(CheckRun::id).reversed())
        .toList();
  }

  /** Every state that was ever written, in order. */
  synchronized List<CheckRun> history() {
    return List.copyOf(history);
  }
}
