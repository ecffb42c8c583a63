package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.HookAttempt;
import dev.countersign.simulation.github.WebhookDelivery;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries that found no server come when there is one again. */
class MissedToCheckRunTest extends WholeFlow {
  private static final String ASKED = "/app/hook/deliveries/\\d+/attempts";

  @Test
  void verifiesAReleaseWhoseDeliveriesFoundNoServer() throws Exception {
    workflow.configure("");
    PublishedRelease earlier = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(earlier.commit(), "release/v1.0.0", "success");
    List<String> delivered =
        github.hook().attempts().stream().map(attempt -> attempt.delivery().id()).toList();
    String port = Integer.toString(server.port());
    server.close();

    PublishedRelease release = workflow.publish("v1.1.0");
    WebhookDelivery published = github.payloads().releasePublished(repository, release.release());
    String before = repository.head(ReleaseWorkflow.BRANCH);
    String after = workflow.commit(workflow.sign(release));
    WebhookDelivery pushed =
        github.payloads().push(repository, ReleaseWorkflow.BRANCH, before, after);
    github.hook().miss(published);
    github.hook().miss(pushed);
    server =
        Server.over(
            ServerConfigs.over(github, sigstore, folder, Map.of("PORT", port)), Clock.systemUTC());
    server.start();

    concluded(release.commit(), "release/v1.1.0", "success");
    concluded(after, "release/v1.1.0", "success");
    await().atMost(PATIENCE).until(() -> github.requests().count("POST", ASKED) == 2);
    assertThat(github.hook().attempts())
        .filteredOn(HookAttempt::redelivery)
        .extracting(attempt -> attempt.delivery().id())
        .containsExactlyInAnyOrder(published.id(), pushed.id())
        .doesNotContainAnyElementsOf(delivered);
  }
}
