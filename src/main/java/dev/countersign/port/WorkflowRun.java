package dev.countersign.port;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of a workflow as GitHub describes it at one moment.
 *
 * @param path of the workflow file, without a ref: {@code .github/workflows/release.yml}
 * @param name of the workflow
 * @param trigger event that started it
 * @param conclusion how it ended, in GitHub's words; empty while it has not
 * @param page where people look at it
 * @see <a href="https://docs.github.com/en/rest/actions/workflow-runs">REST API: workflow runs</a>
 */
public record WorkflowRun(
    String path, String name, String trigger, Optional<String> conclusion, URI page) {
  public WorkflowRun {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(conclusion, "conclusion");
    Objects.requireNonNull(page, "page");
  }
}
