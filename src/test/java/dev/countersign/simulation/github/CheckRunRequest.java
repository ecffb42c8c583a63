package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client wants a check run to say, held to GitHub's rules. */
final class CheckRunRequest {
  private static final int LARGEST_TEXT = 65_535;
  private static final int MOST_ANNOTATIONS = 50;
  private static final int LONGEST_TITLE = 255;
  private static final int LARGEST_MESSAGE = 64 * 1024;
  private static final int MOST_ACTIONS = 3;
  private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");
  private static final Set<String> LEVELS = Set.of("notice", "warning", "failure");
  private static final Set<String> CONCLUSIONS =
      Set.of(
          "action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out");

  private final JsonNode body;
  private final Instant now;

  CheckRunRequest(JsonNode body, Instant now) {
    this.body = body;
    this.now = now;
  }

  CheckRun create(long id, long appId, SimulatedRepository repository) {
    String headSha = text("head_sha").orElseThrow(() -> missing("head_sha"));
    if (repository.history().objects().commit(headSha).isEmpty()) {
      throw HttpError.unprocessable("No commit found for SHA: " + headSha);
    }
    String name = text("name").orElseThrow(() -> missing("name"));
    return update(
        new CheckRun(
            id,
            appId,
            name,
            headSha,
            "",
            "",
            "queued",
            Optional.empty(),
            now,
            Optional.empty(),
            CheckRun.Output.NONE,
            List.of()));
  }

  CheckRun update(CheckRun old) {
    Optional<String> conclusion = text("conclusion");
    conclusion.filter(c -> !CONCLUSIONS.contains(c)).ifPresent(c -> invalid("conclusion", c));
    String status = conclusion.isPresent() ? "completed" : text("status").orElse(old.status());
    if (!STATUSES.contains(status)) {
      invalid("status", status);
    }
    boolean completed = status.equals("completed");
    Optional<String> ending = completed ? conclusion.or(old::conclusion) : Optional.empty();
    if (completed && ending.isEmpty()) {
      throw missing("conclusion");
    }
    Instant completedAt = time("completed_at").or(old::completedAt).orElse(now);
    return new CheckRun(
        old.id(),
        old.appId(),
        text("name").orElse(old.name()),
        old.headSha(),
        text("external_id").orElse(old.externalId()),
        text("details_url").orElse(old.detailsUrl()),
        status,
        ending,
        time("started_at").orElse(old.startedAt()),
        completed ? Optional.of(completedAt) : Optional.empty(),
        body.hasNonNull("output") ? output(old.output()) : old.output(),
        body.hasNonNull("actions") ? actions() : old.actions());
  }

  /** Annotations are added to those that are there; title, summary and text replace. */
  private CheckRun.Output output(CheckRun.Output old) {
    JsonNode output = body.path("output");
    JsonNode wanted = output.path("annotations");
    if (wanted.size() > MOST_ANNOTATIONS) {
      throw HttpError.unprocessable(
          "Invalid request.\n\nNo more than %d items are allowed; %d were supplied."
              .formatted(MOST_ANNOTATIONS, wanted.size()));
    }
    List<CheckRun.Annotation> annotations = new ArrayList<>(old.annotations());
    wanted.forEach(annotation -> annotations.add(annotation(annotation)));
    if (!output.hasNonNull("summary")) {
      throw missing("summary");
    }
    return new CheckRun.Output(
        output.path("title").asText(old.title()),
        bounded(output.path("summary").asText(), LARGEST_TEXT),
        bounded(output.path("text").asText(""), LARGEST_TEXT),
        annotations);
  }

  private static CheckRun.Annotation annotation(JsonNode json) {
    for (String field : List.of("path", "start_line", "end_line", "annotation_level", "message")) {
      if (!json.hasNonNull(field)) {
        throw missing(field);
      }
    }
    String level = json.path("annotation_level").asText();
    if (!LEVELS.contains(level)) {
      invalid("annotation_level", level);
    }
    String title = json.path("title").asText("");
    if (title.length() > LONGEST_TITLE) {
      throw tooLong(LONGEST_TITLE, title.length());
    }
    return new CheckRun.Annotation(
        json.path("path").asText(),
        json.path("start_line").asInt(),
        json.path("end_line").asInt(),
        level,
        title,
        bounded(json.path("message").asText(), LARGEST_MESSAGE));
  }

  private List<String> actions() {
    List<String> identifiers = new ArrayList<>();
    body.path("actions").forEach(action -> identifiers.add(action.path("identifier").asText()));
    if (identifiers.size() > MOST_ACTIONS) {
      throw HttpError.unprocessable("Invalid request.\n\nNo more than 3 items are allowed.");
    }
    return identifiers;
  }

  /** GitHub speaks of characters and counts bytes. */
  private static String bounded(String text, int limit) {
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > limit) {
      throw tooLong(limit, bytes);
    }
    return text;
  }

  private static HttpError tooLong(int limit, int length) {
    return HttpError.unprocessable(
        "Invalid request.\n\nOnly %d characters are allowed; %d were supplied."
            .formatted(limit, length));
  }

  private Optional<String> text(String field) {
    return body.hasNonNull(field) ? Optional.of(body.path(field).asText()) : Optional.empty();
  }

  private Optional<Instant> time(String field) {
    return text(field).map(Instant::parse);
  }

  private static HttpError missing(String field) {
    return HttpError.unprocessable("Invalid request.\n\n\"%s\" wasn't supplied.".formatted(field));
  }

  private static void invalid(String field, String value) {
    throw HttpError.unprocessable(
        "Invalid request.\n\n%s is not a possible value of \"%s\".".formatted(value, field));
  }
}
