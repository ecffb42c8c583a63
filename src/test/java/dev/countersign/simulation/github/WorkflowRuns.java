package dev.countersign.simulation.github;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Workflow runs of one repository. Safe for many threads. */
final class WorkflowRuns {
  private final Map<Long, WorkflowRun> runs = new ConcurrentHashMap<>();

  WorkflowRun put(WorkflowRun run) {
    runs.put(run.id(), run);
    return run;
  }

  Optional<WorkflowRun> byId(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** Newest first. */
  List<WorkflowRun> all() {
    return runs.values().stream()
        .sorted(Comparator.comparingLong(WorkflowRun::id).reversed())
        .toList();
  }
}
