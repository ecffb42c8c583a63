package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.AnnotatedTag;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.FileMode;
import dev.countersign.simulation.git.TreeNode;

/** Objects and refs of Git in JSON, as {@code /git/…} shows them. */
final class GitJson {
  private final SimulatedRepository repository;
  private final String url;
  private final String web;

  GitJson(SimulatedRepository repository, Urls urls) {
    this.repository = repository;
    this.url = urls.api(repository);
    this.web = urls.web(repository);
  }

  ObjectNode ref(String ref, String target) {
    ObjectNode json = Json.object();
    json.put("ref", ref);
    json.put("node_id", Json.nodeId("Ref", ref));
    json.put("url", url + "/git/" + ref);
    boolean tagObject = repository.history().objects().tag(target).isPresent();
    json.set("object", pointer(tagObject ? "tag" : "commit", target));
    return json;
  }

  ObjectNode tag(AnnotatedTag tag) {
    ObjectNode json = Json.object();
    json.put("node_id", Json.nodeId("Tag", tag.id()));
    json.put("tag", tag.name());
    json.put("sha", tag.id());
    json.put("url", url + "/git/tags/" + tag.id());
    json.put("message", tag.message());
    json.set("tagger", AccountJson.signature(tag.tagger(), tag.when()));
    json.set("object", pointer(tag.targetType(), tag.target()));
    json.set("verification", unsigned());
    return json;
  }

  /** A commit as {@code /git/commits} shows it. */
  ObjectNode commit(Commit commit) {
    ObjectNode json = Json.object();
    json.put("sha", commit.id());
    json.put("node_id", Json.nodeId("Commit", commit.id()));
    json.put("url", url + "/git/commits/" + commit.id());
    json.put("html_url", web + "/commit/" + commit.id());
    json.setAll(essentials(commit));
    json.set("parents", Json.array(commit.parents().stream().map(id -> parent(id, "/git"))));
    return json;
  }

  /** What {@code /git/commits} and {@code /commits} have in common. */
  ObjectNode essentials(Commit commit) {
    ObjectNode json = Json.object();
    json.set("author", AccountJson.signature(commit.author(), commit.when()));
    json.set("committer", AccountJson.signature(commit.author(), commit.when()));
    ObjectNode tree = json.putObject("tree");
    tree.put("sha", commit.tree());
    tree.put("url", url + "/git/trees/" + commit.tree());
    json.put("message", commit.message());
    json.set("verification", unsigned());
    return json;
  }

  ObjectNode parent(String id, String prefix) {
    ObjectNode json = Json.object();
    json.put("sha", id);
    json.put("url", url + prefix + "/commits/" + id);
    json.put("html_url", web + "/commit/" + id);
    return json;
  }

  ObjectNode treeEntry(TreeNode node) {
    ObjectNode json = Json.object();
    json.put("path", node.name());
    json.put("mode", node.mode().sixDigits());
    json.put("type", node.mode().objectType());
    json.put("sha", node.id());
    if (node.mode() == FileMode.DIRECTORY) {
      json.put("url", url + "/git/trees/" + node.id());
    } else if (node.mode() != FileMode.SUBMODULE) {
      json.put("size", repository.history().objects().size(node.id()));
      json.put("url", url + "/git/blobs/" + node.id());
    }
    return json;
  }

  private ObjectNode pointer(String type, String id) {
    ObjectNode json = Json.object();
    json.put("sha", id);
    json.put("type", type);
    json.put("url", url + "/git/" + type + "s/" + id);
    return json;
  }

  private static ObjectNode unsigned() {
    ObjectNode json = Json.object();
    json.put("verified", false);
    json.put("reason", "unsigned");
    json.putNull("signature");
    json.putNull("payload");
    json.putNull("verified_at");
    return json;
  }
}
