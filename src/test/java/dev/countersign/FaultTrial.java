package dev.countersign;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.WebhookSender;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A release whose requests of one kind go wrong. */
record FaultTrial(String kind, String fault, ReleaseWorkflow workflow, PublishedRelease release) {
  void play(WebhookSender webhooks, Map<String, byte[]> materials) {
    webhooks.releasePublished(workflow.repository(), release.release());
    workflow.commitAndFinish(webhooks, release, materials);
  }

  boolean isRight() {
    return outcome().equals("ok");
  }

  /** {@code ok}, or what is wrong. */
  String outcome() {
    List<CheckRun> runs = workflow.repository().checkRuns();
    if (workflow.repository().checkRunHistory().stream()
        .anyMatch(run -> run.conclusion().equals(Optional.of("failure")))) {
      return "blamed";
    }
    if (runs.stream().map(CheckRun::headSha).distinct().count() < runs.size()) {
      return "doubled";
    }
    if (runs.size() < 2) {
      return "missing";
    }
    return runs.stream()
        .map(run -> run.conclusion().orElse("waiting"))
        .filter(conclusion -> !conclusion.equals("success"))
        .findFirst()
        .orElse("ok");
  }

  /** Whether nothing was ever concluded, and the release's check run says why. */
  boolean waitsFor(String reason) {
    return workflow.repository().checkRunHistory().stream()
            .allMatch(run -> run.conclusion().isEmpty())
        && workflow.repository().checkRuns().stream()
            .anyMatch(
                run ->
                    run.headSha().equals(release.commit())
                        && run.output().summary().contains(reason));
  }
}
