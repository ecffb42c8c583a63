package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.WorkflowRun;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads workflow runs.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository">List
 *     workflow runs for a repository</a>
 */
final class WorkflowRuns {
  private WorkflowRuns() {}

  /** Those of a commit and a branch or tag, the newest first. */
  static List<WorkflowRun> of(JsonNode node, String commit, String name) throws IOException {
    List<WorkflowRun> runs = new ArrayList<>();
    for (JsonNode run : Json.list(node, "/workflow_runs")) {
      if (Json.text(run, "/head_sha").equals(commit)
          && run.path("head_branch").asText("").equals(name)) {
        runs.add(run(run));
      }
    }
    return runs;
  }

  private static WorkflowRun run(JsonNode run) throws IOException {
    // A workflow that lives elsewhere has the ref in its path.
    String path = Json.text(run, "/path").replaceFirst("@.*$", "");
    return new WorkflowRun(
        path,
        run.path("name").asText(path),
        Json.text(run, "/event"),
        Optional.ofNullable(Json.member(run, "conclusion").textValue()),
        URI.create(Json.text(run, "/html_url")));
  }
}
