package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Branches and tags, as GraphQL describes them.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#ref">Ref</a>
 */
final class References {
  static final String TAGS = "refs/tags/";

  /** What is asked of a reference: as many levels as {@link #DEEPEST_TAG} and the commit need. */
  static final String FRAGMENT =
      """
      fragment reference on Ref {
        prefix
        name
        target { ...object ... on Tag { target { ...object ... on Tag { target { ...object
          ... on Tag { target { ...object ... on Tag { target { ...object
          ... on Tag { target { ...object } } } } } } } } } } }
      }
      fragment object on GitObject { __typename oid ... on Commit { tree { oid } } }
      """;

  private static final int DEEPEST_TAG = 5;

  /** What {@code git check-ref-format} refuses, and a URL would take for another path. */
  private static final Pattern IMPOSSIBLE =
      Pattern.compile("^$|^/|/$|//|(^|/)\\.|\\.\\.|[\\x00-\\x20\\x7f~^:?*\\[\\\\]");

  private References() {}

  /** Whether Git allows a branch or tag of this name at all. */
  static boolean isPossible(String name) {
    return !IMPOSSIBLE.matcher(name).find();
  }

  /** Path of an endpoint that takes {@code name}, which keeps its slashes. */
  static String[] path(String prefix, String name) {
    return Stream.concat(Stream.of(prefix.split("/")), Stream.of(name.split("/")))
        .toArray(String[]::new);
  }

  /**
   * The tag, peeled to its commit.
   *
   * @param reference null if there is none; GitHub falls back on what merely ends alike
   */
  static Optional<PeeledTag> tag(String name, JsonNode reference) throws IOException {
    if (reference.isNull()
        || !Json.text(reference, "/prefix").equals(TAGS)
        || !Json.text(reference, "/name").equals(name)) {
      return Optional.empty();
    }
    Target first = Target.of(reference);
    Target target = first;
    for (int depth = 0; target.type().equals("Tag"); depth++) {
      if (depth == DEEPEST_TAG) {
        throw new GitHubRefusedException(
            Refusal.REJECTED,
            "tag %s is a tag of a tag, more than %d deep".formatted(name, DEEPEST_TAG),
            null);
      }
      target = Target.of(target.node());
    }
    Optional<String> tagObject =
        first.type().equals("Tag") ? Optional.of(first.objectId()) : Optional.empty();
    return Optional.of(new PeeledTag(commitOf("tag " + name, target), tagObject));
  }

  /** Object id of the commit that a branch points at. */
  static String head(JsonNode branch) throws IOException {
    return commitOf("branch " + Json.text(branch, "/name"), Target.of(branch));
  }

  private static String commitOf(String what, Target target) {
    if (!target.type().equals("Commit")) {
      throw new GitHubRefusedException(
          Refusal.REJECTED,
          "expected %s to point at a commit, found a %s"
              .formatted(what, target.type().toLowerCase(Locale.ROOT)),
          null);
    }
    return target.objectId();
  }

  /**
   * Where a tag leads.
   *
   * @param commit object id of the commit
   * @param tagObject object id of the annotated tag, where it is one
   */
  record PeeledTag(String commit, Optional<String> tagObject) {}

  private record Target(String type, String objectId, JsonNode node) {
    Target {
      ObjectIds.require(objectId);
    }

    static Target of(JsonNode pointing) throws IOException {
      return new Target(
          Json.text(pointing, "/target/__typename"),
          Json.text(pointing, "/target/oid"),
          pointing.path("target"));
    }
  }
}
