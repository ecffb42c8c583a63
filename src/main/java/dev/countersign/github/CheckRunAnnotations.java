package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.report.Annotation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The annotations that a check run has. GitHub adds those of each request to them and never removes
 * one, so they tell what is still to be sent, and what an earlier verification left behind.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs#list-check-run-annotations">List check
 *     run annotations</a>
 */
final class CheckRunAnnotations {
  private final List<Shown> present;

  private CheckRunAnnotations(List<Shown> present) {
    this.present = List.copyOf(present);
  }

  /**
   * Reads them.
   *
   * @param count how many GitHub says there are
   * @return empty while GitHub lists fewer
   */
  static Optional<CheckRunAnnotations> read(
      RepositoryClient client, RepositoryState state, long checkRun, int count) throws IOException {
    List<Shown> present = new ArrayList<>();
    for (int page = 1; present.size() < count; page++) {
      Answer answer =
          client.page(state, page, "check-runs", Long.toString(checkRun), "annotations");
      JsonNode listed = Json.read(answer.body());
      if (answer.isMissing() || listed.isEmpty()) {
        return Optional.empty();
      }
      for (JsonNode annotation : listed) {
        present.add(Shown.of(annotation));
      }
    }
    return Optional.of(new CheckRunAnnotations(present));
  }

  /** Those of {@code wanted} that are not there yet. */
  List<Annotation> missing(List<Annotation> wanted) {
    Set<Shown> there = new HashSet<>(present);
    return wanted.stream().filter(annotation -> !there.contains(Shown.of(annotation))).toList();
  }

  /** How many are there that are none of {@code wanted}. */
  int besides(List<Annotation> wanted) {
    Set<Shown> meant = new HashSet<>();
    wanted.forEach(annotation -> meant.add(Shown.of(annotation)));
    return (int) present.stream().filter(annotation -> !meant.contains(annotation)).count();
  }

  /** An annotation as far as a reader can tell it from another: white space aside. */
  private record Shown(String path, long line, String level, String title, String message) {
    static Shown of(Annotation annotation) {
      return new Shown(
          annotation.path(),
          annotation.line(),
          annotation.level().name().toLowerCase(Locale.ROOT),
          squeezed(annotation.title()),
          squeezed(annotation.message()));
    }

    static Shown of(JsonNode json) throws IOException {
      return new Shown(
          Json.text(json, "/path"),
          Json.number(json, "/start_line"),
          Json.text(json, "/annotation_level"),
          squeezed(json.path("title").asText("")),
          squeezed(Json.text(json, "/message")));
    }

    private static String squeezed(String text) {
      return text.strip().replaceAll("\\s+", " ");
    }
  }
}
