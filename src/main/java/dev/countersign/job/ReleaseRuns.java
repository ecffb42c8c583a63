package dev.countersign.job;

import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Activity;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.WorkflowRun;
import dev.countersign.report.Awaited;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of the workflow that a release's materials are awaited from. */
final class ReleaseRuns {
  private static final Logger log = LoggerFactory.getLogger(ReleaseRuns.class);

  private final Activity activity;

  ReleaseRuns(Activity activity) {
    this.activity = activity;
  }

  /**
   * The runs for the release of those workflows that may sign it; none where the installation lets
   * nobody see them.
   */
  List<Awaited.Run> of(RepositoryTarget target, ReleaseState state, RepositoryPolicy policy) {
    try {
      return activity.workflowRuns(target, state.release().commit(), state.release().tag()).stream()
          .filter(run -> policy.signer().triggers().contains(run.trigger()))
          .filter(run -> policy.signer().allows(run.path()))
          .map(ReleaseRuns::awaited)
          .toList();
    } catch (GitHubRefusedException e) {
      log.info("the workflow runs cannot be seen: {}", e.getMessage());
      return List.of();
    }
  }

  /** Whether all of them ended, and one of them without success: nothing is to come any more. */
  static boolean haveFailed(List<Awaited.Run> runs) {
    return runs.stream().allMatch(run -> run.conclusion().isPresent())
        && runs.stream().anyMatch(Awaited.Run::failed);
  }

  private static Awaited.Run awaited(WorkflowRun run) {
    return new Awaited.Run(run.name(), run.page(), run.conclusion());
  }
}
