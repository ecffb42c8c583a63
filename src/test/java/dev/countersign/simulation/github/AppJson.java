package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The App, its installations and their tokens in JSON. */
final class AppJson {
  private static final String APP_CREATED = "2026-01-01T00:00:00Z";

  private AppJson() {}

  static ObjectNode app(SimulatedApp app, Urls urls) {
    ObjectNode json = Json.object();
    json.put("id", app.id());
    json.put("slug", app.slug());
    json.put("client_id", app.clientId());
    json.put("node_id", Json.nodeId("Integration", app.id()));
    json.set("owner", AccountJson.of(app.owner(), urls));
    json.put("name", "Countersign");
    json.put("description", "");
    json.put("external_url", "https://countersign.dev");
    json.put("html_url", urls.web() + "/apps/" + app.slug());
    json.put("created_at", APP_CREATED);
    json.put("updated_at", APP_CREATED);
    json.set("permissions", permissions(Permissions.COUNTERSIGN));
    json.set("events", Json.object().arrayNode().add("push").add("release").add("workflow_run"));
    return json;
  }

  static ObjectNode installation(SimulatedInstallation installation, SimulatedApp app, Urls urls) {
    ObjectNode json = Json.object();
    json.put("id", installation.id());
    json.set("account", AccountJson.of(installation.account(), urls));
    json.put("repository_selection", "selected");
    json.put(
        "access_tokens_url",
        urls.api() + "/app/installations/" + installation.id() + "/access_tokens");
    json.put("repositories_url", urls.api() + "/installation/repositories");
    json.put("html_url", urls.web() + "/settings/installations/" + installation.id());
    json.put("app_id", app.id());
    json.put("client_id", app.clientId());
    json.put("app_slug", app.slug());
    json.put("target_id", installation.account().id());
    json.put("target_type", installation.account().type());
    json.set("permissions", permissions(installation.permissions()));
    json.set("events", Json.object().arrayNode().add("push").add("release").add("workflow_run"));
    json.put("created_at", Json.time(installation.createdAt()));
    json.put("updated_at", Json.time(installation.createdAt()));
    json.putNull("single_file_name");
    json.put("suspended_at", installation.suspendedAt().map(Json::time).orElse(null));
    json.putNull("suspended_by");
    return json;
  }

  static ObjectNode permissions(Permissions permissions) {
    ObjectNode json = Json.object();
    for (Map.Entry<String, String> e : new TreeMap<>(permissions.levels()).entrySet()) {
      json.put(e.getKey(), e.getValue());
    }
    return json;
  }
}
