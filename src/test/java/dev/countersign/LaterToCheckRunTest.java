package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What time brings, by a clock that is put forward: deadlines, and changes that no event told. */
class LaterToCheckRunTest extends WholeFlow {
  private static final String ID = "release/v1.0.0";
  private static final Duration A_DAY = Duration.ofHours(25);

  @Test
  void timesOutAndNamesHowTheWorkflowEnded() {
    workflow.configure("wait: 10m\n");
    PublishedRelease release = waiting();
    repository.completeWorkflowRun(release.run(), "success");
    clock.advance(Duration.ofMinutes(11));

    CheckRun ended = concluded(release.commit(), ID, "timed_out");
    assertThat(ended.output().title())
        .isEqualTo("v1.0.0 not verified: no signed checksums within 10 minutes");
    assertThat(ended.output().summary()).contains("ended with `success`");
  }

  @Test
  void verifiesWhatComesAfterTheDeadlineAndSaysWhatChanged() {
    workflow.configure("wait: 10m\n");
    PublishedRelease release = waiting();
    clock.advance(Duration.ofMinutes(11));
    concluded(release.commit(), ID, "timed_out");
    clock.advance(Duration.ofHours(1));

    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    assertThat(concluded(release.commit(), ID, "success").output().summary())
        .contains("**Changed** from ❔ timed out to ✅ verified");
  }

  @Test
  void findsMaterialsThatNoPushToldOfBeforeTheDeadline() {
    workflow.configure("wait: 10m\n");
    PublishedRelease release = waiting();
    workflow.commit(workflow.sign(release));
    clock.advance(Duration.ofMinutes(6));

    concluded(release.commit(), ID, "success");
  }

  @Test
  @Tag("threat-1")
  void findsATagWithinADayThatMovedWithoutAnEvent() {
    PublishedRelease release = verified();
    repository.branch("side", release.commit());
    String moved =
        repository.commit("side", Map.of("README.md", FileContent.text("# Changed\n")), "Change");
    repository.tag("v1.0.0", moved);
    clock.advance(A_DAY);

    CheckRun now = concluded(moved, ID, "failure");
    assertThat(now.output().summary()).contains("TAG_MOVED", "**Changed** from ✅ verified");
    assertThat(concluded(release.commit(), ID, "failure").output().title())
        .contains("does not point to this commit any more");
  }

  @Test
  @Tag("threat-1")
  void findsADeletedTagWithinADay() {
    PublishedRelease release = verified();
    repository.deleteTag("v1.0.0");
    clock.advance(A_DAY);
    // GitHub may not know it yet, so it is asked again for two minutes.
    awaitAsTimePasses(
        () ->
            !checkRun(release.commit(), ID)
                .flatMap(CheckRun::conclusion)
                .equals(Optional.of("success")));

    assertThat(concluded(release.commit(), ID, "action_required").output().title())
        .contains("there is no such release any more");
  }

  @Test
  void findsAReleaseWithinADayThatNoEventToldOf() {
    verified();
    PublishedRelease second = workflow.publish("v1.1.0");
    workflow.commit(workflow.sign(second));
    clock.advance(A_DAY);

    concluded(second.commit(), "release/v1.1.0", "success");
  }

  @Test
  void findsMaterialsWithinADayThatWereAlteredWithoutAnEvent() {
    PublishedRelease release = verified();
    String manifest = release.manifest().replaceFirst("^.", "f").replaceFirst("^f{2}", "0f");
    repository.commit(
        ReleaseWorkflow.BRANCH,
        Map.of(release.manifestPath(), FileContent.of(manifest.getBytes(UTF_8))),
        "Alter the list");
    clock.advance(A_DAY);

    assertThat(concluded(release.commit(), ID, "failure").output().summary())
        .contains("DIGEST_MISMATCH", "**Changed** from ✅ verified to ❌ not verified");
  }

  @Test
  void findsMaterialsWithinADayThatWereDeletedWithoutAnEvent() {
    PublishedRelease release = verified();
    repository.commit(
        ReleaseWorkflow.BRANCH,
        Map.of(),
        Set.of(release.manifestPath(), release.manifestPath() + ".sigstore.json"),
        "Delete the list");
    clock.advance(A_DAY);

    assertThat(concluded(release.commit(), ID, "timed_out").output().summary())
        .contains("**Changed** from ✅ verified");
  }

  @Test
  void findsAnAssetWithinADayThatWasReplacedWithoutAnEvent() {
    workflow.configure("");
    workflow.list("dist/app.whl", "wheel".getBytes(UTF_8));
    PublishedRelease release = workflow.publish("v1.0.0");
    repository.uploadAsset(release.release(), "app.whl", "wheel".getBytes(UTF_8));
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    concluded(release.commit(), ID, "success");
    repository.uploadAsset(release.release(), "app.whl", "other".getBytes(UTF_8));
    clock.advance(A_DAY);

    assertThat(concluded(release.commit(), ID, "failure").output().summary())
        .contains("**Changed** from ✅ verified to ❌ not verified");
  }

  @Test
  void asksLittleWhereADayBroughtNothing() {
    verified();
    await().atMost(PATIENCE).until(() -> github.requests().count("POST", "/graphql") > 0);
    github.requests().clear();
    clock.advance(A_DAY);

    awaitAsTimePasses(() -> github.requests().count("POST", "/graphql") > 0);
    clock.advance(A_DAY);
    // What asked for the first look may still be at work, and waits for a minute from now on.
    awaitAsTimePasses(() -> github.requests().count("POST", "/graphql") > 1);
    assertThat(github.requests().count("GET", ".*/tarball/.*")).isZero();
    assertThat(github.requests().all()).hasSizeLessThan(20);
    assertThat(repository.checkRuns()).hasSize(2);
  }

  private void awaitAsTimePasses(BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(20));
              return condition.getAsBoolean();
            });
  }

  private PublishedRelease waiting() {
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> checkRun(release.commit(), ID).isPresent());
    return release;
  }

  private PublishedRelease verified() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), ID, "success");
    return release;
  }
}
