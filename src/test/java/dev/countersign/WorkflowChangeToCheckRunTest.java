package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may edit the workflow decides what is signed, so a reader is told of it (threat row 3). */
class WorkflowChangeToCheckRunTest extends WholeFlow {
  @Test
  @Tag("threat-3")
  void saysThatTheSigningWorkflowIsNotTheFileOfTheReleaseBefore() throws Exception {
    workflow.configure("");
    PublishedRelease first = workflow.play(webhooks, "v1.0.0", materials -> materials);
    assertThat(summary(first)).doesNotContain("signing workflow");

    workflow.write(ReleaseWorkflow.WORKFLOW, "on: release\njobs: {evil: {}}\n");
    PublishedRelease second = workflow.play(webhooks, "v1.1.0", materials -> materials);
    assertThat(summary(second))
        .contains("The signing workflow changed.", ReleaseWorkflow.WORKFLOW)
        .contains("/compare/" + first.commit() + "..." + second.commit());
    URI page = URI.create("http://127.0.0.1:" + server.port() + "/octo-org/demo/releases/v1.1.0");
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body())
        .contains("The signing workflow changed.");

    PublishedRelease third = workflow.play(webhooks, "v1.2.0", materials -> materials);
    assertThat(summary(third)).doesNotContain("signing workflow");
  }

  @Test
  @Tag("threat-3")
  void saysSoOfAReleaseThatIsRed() {
    workflow.configure("");
    PublishedRelease first = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(first.commit(), "release/v1.0.0", "success");
    workflow.write(ReleaseWorkflow.WORKFLOW, "on: release\njobs: {evil: {}}\n");
    workflow.list("README.md", new byte[] {1});

    PublishedRelease second = workflow.play(webhooks, "v1.1.0", materials -> materials);

    assertThat(concluded(second.commit(), "release/v1.1.0", "failure").output().summary())
        .contains("The signing workflow changed.");
  }

  private String summary(PublishedRelease release) {
    return concluded(release.commit(), "release/" + release.tag(), "success").output().summary();
  }
}
