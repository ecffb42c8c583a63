package dev.countersign.github;

import static dev.countersign.github.StubbedGitHub.COMMIT;

import dev.countersign.report.CheckReport;
import java.util.Locale;

/** Check runs as GitHub's API describes them. */
final class CheckRunAnswers {
  private CheckRunAnswers() {}

  static String page(String... runs) {
    return "{\"total_count\": %d, \"check_runs\": [%s]}"
        .formatted(runs.length, String.join(",", runs));
  }

  static String run(long id, String externalId, CheckReport report) {
    String conclusion =
        report.conclusion().map(c -> '"' + c.name().toLowerCase(Locale.ROOT) + '"').orElse("null");
    String text = report.text().isEmpty() ? "null" : '"' + report.text() + '"';
    return """
        {"id": %d, "name": "Countersign", "head_sha": "%s", "external_id": "%s", "status": "%s",
         "conclusion": %s, "started_at": "2026-03-01T11:59:00Z", "completed_at": null,
         "output": {"title": "%s", "summary": "%s", "text": %s, "annotations_count": 0,
                    "annotations_url": "https://api.github.com/annotations"},
         "app": {"id": 4711, "slug": "countersign", "name": "Countersign"}, "pull_requests": []}"""
        .formatted(
            id,
            COMMIT,
            externalId,
            report.conclusion().isPresent() ? "completed" : "in_progress",
            conclusion,
            report.title(),
            report.summary(),
            text);
  }
}
