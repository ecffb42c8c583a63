package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A check run in JSON. */
final class CheckRunJson {
  private final SimulatedRepository repository;
  private final SimulatedApp app;
  private final Urls urls;

  CheckRunJson(SimulatedRepository repository, SimulatedApp app, Urls urls) {
    this.repository = repository;
    this.app = app;
    this.urls = urls;
  }

  ObjectNode of(CheckRun run) {
    String url = urls.api(repository) + "/check-runs/" + run.id();
    ObjectNode json = Json.object();
    json.put("id", run.id());
    json.put("name", run.name());
    json.put("node_id", Json.nodeId("CheckRun", run.id()));
    json.put("head_sha", run.headSha());
    json.put("external_id", run.externalId());
    json.put("url", url);
    json.put("html_url", urls.web(repository) + "/runs/" + run.id());
    json.put("details_url", run.detailsUrl());
    json.put("status", run.status());
    json.put("conclusion", run.conclusion().orElse(null));
    json.put("started_at", Json.time(run.startedAt()));
    json.put("completed_at", run.completedAt().map(Json::time).orElse(null));
    ObjectNode output = json.putObject("output");
    output.put("title", nullIfEmpty(run.output().title()));
    output.put("summary", nullIfEmpty(run.output().summary()));
    output.put("text", nullIfEmpty(run.output().text()));
    output.put("annotations_count", run.output().annotations().size());
    output.put("annotations_url", url + "/annotations");
    json.putObject("check_suite").put("id", run.appId() + repository.id());
    ObjectNode by = AppJson.app(app, urls);
    if (run.appId() != app.id()) {
      by.put("id", run.appId()).put("slug", "another-app").put("name", "Another App");
    }
    json.set("app", by);
    json.set("pull_requests", Json.object().arrayNode());
    return json;
  }

  ObjectNode annotation(CheckRun run, CheckRun.Annotation annotation) {
    String file = run.headSha() + "/" + annotation.path();
    ObjectNode json = Json.object();
    json.put("path", annotation.path());
    json.put("blob_href", urls.web(repository) + "/blob/" + file);
    json.put("start_line", annotation.startLine());
    json.putNull("start_column");
    json.put("end_line", annotation.endLine());
    json.putNull("end_column");
    json.put("annotation_level", annotation.level());
    json.put("title", nullIfEmpty(annotation.title()));
    json.put("message", annotation.message());
    json.putNull("raw_details");
    return json;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
