package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check run at one moment.
 *
 * @param appId the App that made it
 * @param status {@code "queued"}, {@code "in_progress"} or {@code "completed"}
 * @param detailsUrl where its link leads; empty for none
 * @param conclusion {@code success}, {@code failure}, …; empty until it has completed
 * @param actions identifiers of its buttons, which no answer of the API tells
 */
public record CheckRun(
    long id,
    long appId,
    String name,
    String headSha,
    String externalId,
    String detailsUrl,
    String status,
    Optional<String> conclusion,
    Instant startedAt,
    Optional<Instant> completedAt,
    Output output,
    List<String> actions) {
  public CheckRun {
    actions = List.copyOf(actions);
  }

  CheckRun queued() {
    return new CheckRun(
        id,
        appId,
        name,
        headSha,
        externalId,
        detailsUrl,
        "queued",
        Optional.empty(),
        startedAt,
        Optional.empty(),
        output,
        actions);
  }

  /** What a check run says. Absent texts are empty. */
  public record Output(String title, String summary, String text, List<Annotation> annotations) {
    static final Output NONE = new Output("", "", "", List.of());

    public Output {
      annotations = List.copyOf(annotations);
    }
  }

  /**
   * A remark on lines of a file.
   *
   * @param level {@code notice}, {@code warning} or {@code failure}
   */
  public record Annotation(
      String path, int startLine, int endLine, String level, String title, String message) {}
}
