package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A release in JSON. */
final class ReleaseJson {
  private ReleaseJson() {}

  static ObjectNode of(SimulatedRelease release, SimulatedRepository repository, Urls urls) {
    String url = urls.api(repository) + "/releases/" + release.id();
    ObjectNode json = Json.object();
    json.put("url", url);
    json.put("assets_url", url + "/assets");
    json.put("upload_url", url + "/assets{?name,label}");
    json.put("html_url", urls.web(repository) + "/releases/tag/" + release.tag());
    json.put("id", release.id());
    json.set("author", AccountJson.of(repository.owner(), urls));
    json.put("node_id", Json.nodeId("Release", release.id()));
    json.put("tag_name", release.tag());
    json.put("target_commitish", release.target());
    json.put("name", release.tag());
    json.put("draft", release.isDraft());
    json.put("immutable", false);
    json.put("prerelease", release.isPrerelease());
    json.put("created_at", Json.time(release.createdAt()));
    json.put("updated_at", Json.time(release.createdAt()));
    json.put("published_at", release.publishedAt().map(Json::time).orElse(null));
    json.set(
        "assets",
        Json.array(release.assets().stream().map(asset -> asset(asset, repository, urls))));
    json.put("tarball_url", urls.api(repository) + "/tarball/" + release.tag());
    json.put("zipball_url", urls.api(repository) + "/zipball/" + release.tag());
    json.put("body", "");
    return json;
  }

  static ObjectNode asset(SimulatedAsset asset, SimulatedRepository repository, Urls urls) {
    ObjectNode json = Json.object();
    json.put("url", urls.api(repository) + "/releases/assets/" + asset.id());
    json.put("id", asset.id());
    json.put("node_id", Json.nodeId("ReleaseAsset", asset.id()));
    json.put("name", asset.name());
    json.put("content_type", "application/octet-stream");
    json.put("state", "uploaded");
    json.put("size", asset.content().length);
    json.put("digest", asset.oldUpload() ? null : asset.digest());
    return json;
  }
}
