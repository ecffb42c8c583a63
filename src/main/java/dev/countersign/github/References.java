package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kohsuke.github.GHTagObject;

/**
 * Looks up branches and tags by their exact names. Not through github-api: it asks the endpoint
 * that also answers with what merely starts alike, takes an answer that it cannot read for a
 * missing reference, and normalizes Unicode in names.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs#get-a-reference">Get a reference</a>
 */
final class References {
  private static final int DEEPEST_TAG = 5;

  /** What {@code git check-ref-format} refuses, and a URL would take for another path. */
  private static final Pattern IMPOSSIBLE =
      Pattern.compile("^$|^/|/$|//|(^|/)\\.|\\.\\.|[\\x00-\\x20\\x7f~^:?*\\[\\\\]");

  private final Faults faults;

  References(Faults faults) {
    this.faults = faults;
  }

  /** Whether Git allows a branch or tag of this name at all. */
  static boolean isPossible(String name) {
    return !IMPOSSIBLE.matcher(name).find();
  }

  /** Path of the reference API for {@code name}, which keeps its slashes. */
  static String[] path(String prefix, String name) {
    return Stream.concat(Stream.of(prefix.split("/")), Stream.of(name.split("/")))
        .toArray(String[]::new);
  }

  /** Object id of the commit that the branch points at, if there is such a branch. */
  Optional<String> branch(RepositoryClient client, RepositoryState state, String name) {
    return find(client, state, "heads/", name).map(target -> commitOf("branch " + name, target));
  }

  /** The tag, peeled to its commit, if there is such a tag. */
  Optional<PeeledTag> tag(RepositoryClient client, RepositoryState state, String name) {
    return find(client, state, "tags/", name).map(target -> peel(state, name, target));
  }

  private PeeledTag peel(RepositoryState state, String name, Target first) {
    Target target = first;
    for (int depth = 0; target.type().equals("tag"); depth++) {
      if (depth == DEEPEST_TAG) {
        throw new GitHubRefusedException(
            Refusal.REJECTED,
            "tag %s is a tag of a tag, more than %d deep".formatted(name, DEEPEST_TAG),
            null);
      }
      target = tagged(state, target.objectId());
    }
    Optional<String> tagObject =
        first.type().equals("tag") ? Optional.of(first.objectId()) : Optional.empty();
    return new PeeledTag(commitOf("tag " + name, target), tagObject);
  }

  private Target tagged(RepositoryState state, String objectId) {
    return faults.interpreting(
        "tag object " + objectId,
        () -> {
          GHTagObject object = state.api().getTagObject(objectId);
          if (!objectId.equals(object.getSha())) {
            throw new IOException("expected %s, found %s".formatted(objectId, object.getSha()));
          }
          return new Target(object.getObject().getType(), object.getObject().getSha());
        });
  }

  private Optional<Target> find(
      RepositoryClient client, RepositoryState state, String kind, String name) {
    if (!isPossible(name)) {
      return Optional.empty();
    }
    Answer answer = client.json(state, path("git/ref/" + kind, name));
    if (answer.isMissing()) {
      return Optional.empty();
    }
    String ref = "refs/" + kind + name;
    return faults.interpreting(ref, () -> target(ref, Json.read(answer.body())));
  }

  /** Older servers answer with all references that start with the name: none of them is meant. */
  private static Optional<Target> target(String ref, JsonNode answer) throws IOException {
    if (answer.isArray() || !Json.text(answer, "/ref").equals(ref)) {
      return Optional.empty();
    }
    return Optional.of(
        new Target(Json.text(answer, "/object/type"), Json.text(answer, "/object/sha")));
  }

  private static String commitOf(String what, Target target) {
    if (!target.type().equals("commit")) {
      throw new GitHubRefusedException(
          Refusal.REJECTED,
          "expected %s to point at a commit, found a %s".formatted(what, target.type()),
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

  private record Target(String type, String objectId) {
    Target {
      ObjectIds.require(objectId);
    }
  }
}
