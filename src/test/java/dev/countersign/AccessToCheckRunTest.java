package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.LoggedRequest;
import dev.countersign.simulation.github.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the App may not do, or no longer: it is said once where it can be, and never hammered. */
class AccessToCheckRunTest extends WholeFlow {
  private static final String ID = "release/v1.0.0";
  private static final Duration A_DAY = Duration.ofHours(25);

  /** All that a release asks for, twice. */
  private static final int FEW = 45;

  @Test
  void waitForThePermissionToReport() {
    workflow.configure("");
    workflow.installation().deny("checks");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    await().atMost(PATIENCE).until(() -> refused() > 0);
    passTime();
    assertThat(repository.checkRuns()).isEmpty();
    assertThat(requests()).hasSizeLessThan(FEW);

    workflow.installation().grant("checks", "write");
    webhooks.send(
        github.payloads().installation("new_permissions_accepted", workflow.installation()));

    concluded(release.commit(), ID, "success");
  }

  @Test
  void tellInTheCheckRunAloneWithoutThePermissionForIssues() {
    workflow.configure("");
    workflow.installation().deny("issues");
    workflow.installation().deny("pull_requests");
    workflow.list("README.md", new byte[] {1});
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);

    concluded(release.commit(), ID, "failure");
    passTime();
    assertThat(repository.issues().all()).isEmpty();
    assertThat(requests()).hasSizeLessThan(FEW);
  }

  @Test
  void stopWhileTheInstallationIsSuspendedAndGoOnAfterIt() {
    workflow.configure("");
    PublishedRelease first = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(first.commit(), ID, "success");
    passTime();
    workflow.installation().suspend(clock.instant());
    webhooks.send(github.payloads().installation("suspend", workflow.installation()));
    passTime();
    PublishedRelease second = workflow.publish("v1.1.0");
    workflow.commit(workflow.sign(second));
    github.requests().clear();
    clock.advance(A_DAY);
    passTime();
    assertThat(requests()).isEmpty();

    workflow.installation().unsuspend();
    webhooks.send(github.payloads().installation("unsuspend", workflow.installation()));

    concluded(second.commit(), "release/v1.1.0", "success");
  }

  @Test
  void leaveAnArchivedRepositoryAsItIs() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), ID, "success");
    passTime();
    repository.settings().setArchived(true);
    webhooks.repository("archived", repository);
    repository.branch("side", release.commit());
    String moved =
        repository.commit("side", Map.of("README.md", FileContent.text("# Changed\n")), "Change");
    repository.tag("v1.0.0", moved);
    github.requests().clear();
    clock.advance(A_DAY);
    passTime();

    assertThat(checkRun(release.commit(), ID).orElseThrow().conclusion()).contains("success");
    assertThat(requests()).hasSizeLessThan(FEW);
  }

  @Test
  void forgetADeletedRepository() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), ID, "success");
    passTime();
    WebhookDelivery deleted = github.payloads().repository("deleted", repository);
    github.deleteRepository(repository);
    webhooks.send(deleted);
    passTime();
    github.requests().clear();
    clock.advance(A_DAY);
    passTime();

    assertThat(requests()).isEmpty();
  }

  @Test
  void giveUpSoonOnARepositoryThatWasDeletedWithoutAnEvent() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), ID, "success");
    passTime();
    github.deleteRepository(repository);
    github.requests().clear();
    clock.advance(A_DAY);
    await().atMost(PATIENCE).until(() -> refused() > 0);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMinutes(3));
      passTime();
    }

    assertThat(requests()).hasSizeLessThan(FEW);
  }

  private long refused() {
    return requests().stream().filter(request -> request.status() >= 400).count();
  }

  /** Apart from the App's own list of deliveries, which is read now and then. */
  private List<LoggedRequest> requests() {
    return github.requests().all().stream()
        .filter(request -> !request.path().startsWith("/app/hook/"))
        .toList();
  }

  /** Until nothing has been asked for a few seconds, which the server looks for work in. */
  private void passTime() {
    Instant began = clock.instant();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Instant last =
                  requests().stream()
                      .map(LoggedRequest::at)
                      .filter(began::isBefore)
                      .reduce(began, (one, other) -> other);
              return last.plusSeconds(3).isBefore(clock.instant());
            });
  }
}
