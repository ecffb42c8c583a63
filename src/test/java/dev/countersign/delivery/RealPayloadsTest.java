package dev.countersign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.RepositoriesGained;
import dev.countersign.delivery.WebhookEvent.RepositoriesLost;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What GitHub really sent, to Apps other than Countersign and to repositories' own webhooks. */
class RealPayloadsTest {
  private static final RepositoryName HELLO_WORLD = new RepositoryName("Codertocat", "Hello-World");
  private static final String HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";

  @Test
  void readsARelease() throws Exception {
    assertThat(real("release", "release.published"))
        .isEqualTo(new ReleasePublished(helloWorld(7), "0.0.1"));
  }

  @Test
  void readsAPush() throws Exception {
    assertThat(real("push", "push"))
        .isEqualTo(new DefaultBranchPushed(helloWorld(1), Optional.empty()));
  }

  @Test
  void readsAWorkflowRun() throws Exception {
    assertThat(real("workflow_run", "workflow_run.completed"))
        .isEqualTo(
            new WorkflowRunChanged(
                new RepositoryTarget(7, 283462325, HELLO_WORLD), "main", "workflow_dispatch"));
  }

  @Test
  void readsAPullRequest() throws Exception {
    ChangeProposed proposed = new ChangeProposed(helloWorld(1), HEAD, "master", Optional.of(2));

    assertThat(real("pull_request", "pull_request.opened")).isEqualTo(proposed);
    assertThat(real("pull_request", "pull_request.synchronize")).isEqualTo(proposed);
  }

  @Test
  void readsThatACheckRunIsAskedForAgain() throws Exception {
    assertThat(Events.real("check_run", "check_run.rerequested", 2))
        .isEqualTo(
            new CheckRunRerequested(
                new RepositoryTarget(1, 526, RepositoryName.parse("github/hello-world")),
                "d6fde92930d4715a2b49857d24b940956b26d2d3",
                ""));
  }

  @Test
  void readsThatACheckSuiteIsAskedForAgain() throws Exception {
    assertThat(Events.real("check_suite", "check_suite.rerequested", 29310))
        .isEqualTo(new CheckSuiteRerequested(helloWorld(957387), HEAD));
  }

  @Test
  @Tag("threat-23")
  void ignoresTheChecksOfOtherApps() throws Exception {
    assertThat(real("check_run", "check_run.rerequested"))
        .isEqualTo(new Ignored("the check run is of the App 2, ours is 12"));
    assertThat(real("check_suite", "check_suite.rerequested"))
        .isEqualTo(new Ignored("the check suite is of the App 29310, ours is 12"));
    assertThat(Events.real("check_run", "check_run.requested_action", 25811))
        .isEqualTo(new Ignored("the button is none of ours"));
  }

  @Test
  void readsThatAnInstallationCameAndWent() throws Exception {
    assertThat(real("installation", "installation.created"))
        .isEqualTo(new RepositoriesGained(957387, List.of(helloWorld(957387))));
    assertThat(real("installation", "installation.deleted"))
        .isEqualTo(new RepositoriesLost(2, Optional.empty()));
  }

  private static RepositoryTarget helloWorld(long installationId) {
    return new RepositoryTarget(installationId, 186853002, HELLO_WORLD);
  }

  private static WebhookEvent real(String event, String name) throws Exception {
    return Events.real(event, name, Events.APP_ID);
  }
}
