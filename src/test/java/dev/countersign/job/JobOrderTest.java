package dev.countersign.job;

import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Which of the jobs that wait is executed first, and when. */
class JobOrderTest extends JobsFixture {
  @Test
  @Tag("threat-29")
  void executesTheOnlyJobOfAnInstallationBeforeWhatAnotherFloods() {
    List<String> order = new CopyOnWriteArrayList<>();
    scene.release =
        () -> {
          order.add(MDC.get("installation"));
          return Optional.empty();
        };
    for (int i = 0; i < 200; i++) {
      jobs.handle(new ReleasePublished(TARGET, "v" + i));
      clock.advance(Duration.ofMillis(1));
    }
    RepositoryTarget other = new RepositoryTarget(99, 98, new RepositoryName("other", "demo"));
    jobs.handle(new ReleasePublished(other, TAG));
    clock.advance(Duration.ofMillis(1));

    jobs.start();

    await().until(() -> order.contains("99"));
    assertThat(order.indexOf("99")).isLessThan(16);
  }

  @Test
  void looksThroughTheRepositoryAtOnceWhenNoOpenJobLooksAtAPush() {
    AtomicInteger surveys = countSurveys();
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    scene.look = Scene::materials;
    jobs.handle(new WorkflowRunChanged(TARGET, TAG, "release"));
    await().until(() -> scheduledReleases() == 0);
    assertThat(surveys).as("the job looked at the push").hasValue(0);

    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));

    await().until(() -> surveys.get() == 1);
  }

  @Test
  void doesNotPutOffALookThatIsDueAlready() {
    AtomicInteger surveys = countSurveys();
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
    awaitIdle();
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    awaitIdle();
    clock.advance(Duration.ofSeconds(90));
    awaitIdle();
    jobs.handle(new DefaultBranchPushed(TARGET, Optional.empty()));
    awaitIdle();
    clock.advance(Duration.ofSeconds(31));

    await().until(() -> surveys.get() > 0);
  }

  private AtomicInteger countSurveys() {
    AtomicInteger surveys = new AtomicInteger();
    activity.releases =
        () -> {
          surveys.incrementAndGet();
          return List.of();
        };
    return surveys;
  }
}
