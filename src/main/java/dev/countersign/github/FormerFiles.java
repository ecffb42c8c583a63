package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.Activity;
import dev.countersign.port.FormerFile;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file at a release and at the one before it, in one request.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#commit">Commit</a>
 */
final class FormerFiles {
  private static final String SELECTION =
      """
      object(oid: $commit) { ... on Commit { file(path: $path) { oid } } }
      releases(first: %d, orderBy: {field: CREATED_AT, direction: DESC}) {
        nodes { databaseId tagName isDraft publishedAt tagCommit { oid file(path: $path) { oid } } }
      }
      """
          .formatted(Activity.RECENT_RELEASES);

  private FormerFiles() {}

  static RepositoryQuery query(ReleaseState release, String path) {
    return new RepositoryQuery(
        "$commit: GitObjectID!, $path: String!",
        SELECTION,
        List.of(),
        Map.of("commit", release.release().commit(), "path", path));
  }

  static Optional<FormerFile> read(JsonNode repository, ReleaseState release) throws IOException {
    JsonNode commit = Json.member(repository, "object");
    if (commit.isNull()) {
      throw Faults.notKnownYet("commit " + release.release().commit());
    }
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
    Optional<Former> before =
        published.stream()
            .filter(former -> Former.BY_TIME.compare(former, own) < 0)
            .max(Former.BY_TIME);
    return before.isEmpty() ? Optional.empty() : Optional.of(before.get().beside(commit));
  }

  private static Optional<String> file(JsonNode commit) throws IOException {
    JsonNode file = Json.member(commit, "file");
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

    FormerFile beside(JsonNode now) throws IOException {
      return new FormerFile(tag, objectId(commit), file(commit), file(now));
    }
  }
}
