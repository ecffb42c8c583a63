package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.verification.ObjectIds;
import java.io.IOException;
import java.util.Optional;

/**
 * Root trees of commits, as far as GitHub told them lately. What a commit has as its tree never
 * changes, yet one repository must not tell of another's.
 */
final class RootTrees {
  private static final int REMEMBERED = 10_000;

  private final BoundedCache<Key, String> trees = new BoundedCache<>(REMEMBERED);

  Optional<String> find(long repositoryId, String commit) {
    return trees.find(new Key(repositoryId, commit));
  }

  void learn(long repositoryId, String commit, String tree) {
    trees.put(new Key(repositoryId, commit), tree);
  }

  /** Learns of every commit in an answer that was asked for with {@link References#FRAGMENT}. */
  void learn(long repositoryId, JsonNode answer) throws IOException {
    for (JsonNode commit : answer.findParents("tree")) {
      String id = Json.text(commit, "/oid");
      String tree = Json.text(commit, "/tree/oid");
      ObjectIds.require(id);
      ObjectIds.require(tree);
      learn(repositoryId, id, tree);
    }
  }

  private record Key(long repositoryId, String commit) {}
}
