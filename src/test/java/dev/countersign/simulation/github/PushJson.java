package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.CommitGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The part of a {@code push} payload that is about commits. */
final class PushJson {
  private final SimulatedRepository repository;
  private final Urls urls;

  PushJson(SimulatedRepository repository, Urls urls) {
    this.repository = repository;
    this.urls = urls;
  }

  void fill(ObjectNode json, String ref, String before, String after, String kind) {
    RepositoryHistory history = repository.history();
    boolean created = history.objects().peel(before).isEmpty();
    boolean deleted = history.objects().peel(after).isEmpty();
    boolean branch = kind.equals("branch");
    List<Commit> commits = branch && !deleted ? newestLast(before, after, created) : List.of();
    json.put("ref", ref);
    json.put("before", before);
    json.put("after", after);
    json.put("created", created);
    json.put("deleted", deleted);
    json.put(
        "forced",
        branch
            && !created
            && !deleted
            && !history.graph().compare(before, after).behind().isEmpty());
    json.putNull("base_ref");
    json.put("compare", urls.web(repository) + "/compare/" + before + "..." + after);
    json.set("commits", Json.array(commits.stream().map(this::commit)));
    json.set("head_commit", history.objects().peel(after).map(this::commit).orElse(null));
    json.putObject("pusher")
        .put("name", repository.owner().login())
        .put("email", repository.owner().login() + "@users.noreply.github.com");
    asPushHasIt((ObjectNode) json.path("repository"));
  }

  /** Only in a push, GitHub gives these times as seconds and the owner with a name. */
  private void asPushHasIt(ObjectNode json) {
    long created = repository.settings().createdAt().getEpochSecond();
    json.put("url", urls.web(repository));
    json.put("created_at", created);
    json.put("pushed_at", created);
    json.put("stargazers", 0);
    json.put("master_branch", repository.settings().defaultBranch());
    ((ObjectNode) json.path("owner")).put("name", repository.owner().login()).putNull("email");
  }

  private List<Commit> newestLast(String before, String after, boolean created) {
    CommitGraph graph = repository.history().graph();
    List<Commit> commits =
        new ArrayList<>(created ? graph.history(after) : graph.compare(before, after).ahead());
    Collections.reverse(commits);
    return commits;
  }

  /** A commit without what it changed, as events other than a push tell of it. */
  ObjectNode brief(String commitId) {
    Commit commit = repository.history().objects().commit(commitId).orElseThrow();
    ObjectNode json = Json.object();
    json.put("id", commit.id());
    json.put("tree_id", commit.tree());
    json.put("message", commit.message());
    json.put("timestamp", Json.time(commit.when()));
    for (String role : new String[] {"author", "committer"}) {
      json.putObject(role)
          .put("name", commit.author().name())
          .put("email", commit.author().email());
    }
    return json;
  }

  private ObjectNode commit(Commit commit) {
    Changes changes = repository.history().changesOf(commit);
    ObjectNode json = Json.object();
    json.put("id", commit.id());
    json.put("tree_id", commit.tree());
    json.put("distinct", true);
    json.put("message", commit.message());
    json.put("timestamp", Json.time(commit.when()));
    json.put("url", urls.web(repository) + "/commit/" + commit.id());
    for (String role : new String[] {"author", "committer"}) {
      json.putObject(role)
          .put("name", commit.author().name())
          .put("email", commit.author().email())
          .put("username", commit.author().name());
    }
    json.set("added", Json.strings(changes.added()));
    json.set("removed", Json.strings(changes.removed()));
    json.set("modified", Json.strings(changes.modified()));
    return json;
  }
}
