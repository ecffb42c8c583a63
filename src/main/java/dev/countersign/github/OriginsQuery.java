package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.Activity;
import dev.countersign.port.FormerFile;
import dev.countersign.port.Origins;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The question where files of a release come from: when they were last changed on the default
 * branch, and what they were at the release before.
 *
 * @param changed paths whose last change is wanted
 * @param compared paths that are to be compared with the release before
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#commit">Commit</a>
 */
record OriginsQuery(ReleaseState release, List<String> changed, List<String> compared) {
  private static final String CHANGED = "changed";
  private static final String COMPARED = "compared";

  OriginsQuery {
    changed = List.copyOf(changed);
    compared = List.copyOf(compared);
  }

  RepositoryQuery query() {
    Map<String, String> paths = new HashMap<>();
    String histories =
        each(CHANGED, changed, "history(first: 1, path: $%s) { nodes { oid } }", paths);
    String files = each(COMPARED, compared, "file(path: $%s) { oid }", paths);
    String selection =
        """
        head: object(oid: $head) { ... on Commit { %s } }
        commit: object(oid: $commit) { ... on Commit { %s } }
        releases(first: %d, orderBy: {field: CREATED_AT, direction: DESC}) {
          nodes { databaseId tagName isDraft publishedAt tagCommit { %s } }
        }
        """
            .formatted(histories, files, Activity.RECENT_RELEASES, files);
    StringBuilder parameters = new StringBuilder("$head: GitObjectID!, $commit: GitObjectID!");
    paths.keySet().forEach(name -> parameters.append(", $").append(name).append(": String!"));
    Map<String, String> variables = new HashMap<>(paths);
    variables.put("head", release.branchHead());
    variables.put("commit", release.release().commit());
    return new RepositoryQuery(parameters.toString(), selection, List.of(), variables);
  }

  /** A field for each path, all of them under names of their own, and at least one. */
  private static String each(
      String name, List<String> paths, String field, Map<String, String> variables) {
    StringBuilder fields = new StringBuilder("oid ");
    for (int i = 0; i < paths.size(); i++) {
      variables.put(name + i, paths.get(i));
      fields.append(name).append(i).append(": ").append(field.formatted(name + i)).append(' ');
    }
    return fields.toString();
  }

  Origins read(JsonNode repository) throws IOException {
    JsonNode head = known(repository, "head", release.branchHead());
    JsonNode commit = known(repository, "commit", release.release().commit());
    Map<String, String> lastChanges = new HashMap<>();
    for (int i = 0; i < changed.size(); i++) {
      JsonNode commits = Json.list(head, "/" + CHANGED + i + "/nodes");
      if (!commits.isEmpty()) {
        lastChanges.put(changed.get(i), objectId(commits.path(0)));
      }
    }
    Map<String, FormerFile> formerFiles = new HashMap<>();
    Optional<Former> before = before(repository, commit);
    for (int i = 0; i < compared.size() && before.isPresent(); i++) {
      Former former = before.get();
      formerFiles.put(
          compared.get(i),
          new FormerFile(
              former.tag(), objectId(former.commit()), file(former.commit(), i), file(commit, i)));
    }
    return new Origins(lastChanges, formerFiles);
  }

  private static JsonNode known(JsonNode repository, String name, String id) throws IOException {
    JsonNode commit = Json.member(repository, name);
    if (commit.isNull()) {
      throw Faults.notKnownYet("commit " + id);
    }
    return commit;
  }

  /** The last published release before this one. */
  private Optional<Former> before(JsonNode repository, JsonNode commit) throws IOException {
    List<Former> published = new ArrayList<>();
    for (JsonNode node : Json.list(repository, "/releases/nodes")) {
      if (!Json.isTrue(node, "/isDraft") && !Json.member(node, "tagCommit").isNull()) {
        published.add(Former.of(node));
      }
    }
    String tag = release.release().tag();
    Former own =
        published.stream()
            .filter(former -> former.tag().equals(tag))
            .findFirst()
            .orElse(new Former(release.publishedAt(), Long.MAX_VALUE, tag, commit));
    return published.stream()
        .filter(former -> Former.BY_TIME.compare(former, own) < 0)
        .max(Former.BY_TIME);
  }

  private static Optional<String> file(JsonNode commit, int index) throws IOException {
    JsonNode file = Json.member(commit, COMPARED + index);
    return file.isNull() ? Optional.empty() : Optional.of(objectId(file));
  }

  private static String objectId(JsonNode node) throws IOException {
    String id = Json.text(node, "/oid");
    ObjectIds.require(id);
    return id;
  }

  /** A release of the list; two of one second are in the order of their ids. */
  private record Former(Instant publishedAt, long id, String tag, JsonNode commit) {
    static final Comparator<Former> BY_TIME =
        Comparator.comparing(Former::publishedAt).thenComparing(Former::id);

    static Former of(JsonNode node) throws IOException {
      return new Former(
          Json.time(node, "/publishedAt"),
          Json.number(node, "/databaseId"),
          Json.text(node, "/tagName"),
          node.path("tagCommit"));
    }
  }
}
