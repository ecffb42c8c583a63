package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.Tree;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeHash;
import dev.countersign.verification.TreeListing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lists the trees of commits.
 *
 * @see <a href="https://docs.github.com/en/rest/git/trees#get-a-tree">Get a tree</a>
 */
final class Trees {
  /** What stands in JSON for bytes of a name that are no UTF-8. */
  private static final char NOT_UTF_8 = '\ufffd';

  private final RootTrees rootTrees;
  private final int mostEntries;
  private final Faults faults;

  Trees(RootTrees rootTrees, int mostEntries, Faults faults) {
    this.rootTrees = rootTrees;
    this.mostEntries = mostEntries;
    this.faults = faults;
  }

  /** All directories of a commit, as far as GitHub lists them at once. */
  Tree list(RepositoryClient client, String commit, Predicate<String> wanted) {
    RepositoryState state = client.recent();
    Optional<String> known = rootTrees.find(state.id(), commit);
    String rootTree = known.orElseGet(() -> rootTree(client, state, commit));
    if (known.isEmpty()) {
      rootTrees.learn(state.id(), commit, rootTree);
    }
    TreeAnswer answer =
        client
            .tree(state, rootTree, true, body -> parse(rootTree, body, wanted))
            .orElseThrow(() -> Faults.notKnownYet("tree " + rootTree));
    return new Tree(commit, rootTree, answer.entries(), answer.truncated());
  }

  /** One directory, completely. */
  TreeListing directory(RepositoryClient client, String tree) {
    TreeAnswer answer =
        client
            .tree(
                client.recent(), tree, false, body -> checked(tree, parse(tree, body, all -> true)))
            .orElseThrow(() -> Faults.notKnownYet("tree " + tree));
    if (answer.truncated()) {
      throw new ContentLimitException("a folder has more entries than GitHub lists at once");
    }
    return answer.entries();
  }

  private TreeAnswer parse(String tree, InputStream body, Predicate<String> wanted)
      throws IOException {
    return TreeAnswer.parse(body, tree, wanted, mostEntries);
  }

  /** The id of a tree tells what is in it, except where names are not told as they are. */
  private static TreeAnswer checked(String tree, TreeAnswer answer) throws IOException {
    TreeListing entries = answer.entries();
    if (answer.truncated()
        || entries.stream().anyMatch(entry -> entry.path().indexOf(NOT_UTF_8) >= 0)) {
      return answer;
    }
    String found = TreeHash.ofEntries(entries, tree);
    if (!found.equals(tree)) {
      throw new IOException(
          "expected the entries of tree %s, found those of %s".formatted(tree, found));
    }
    return answer;
  }

  private String rootTree(RepositoryClient client, RepositoryState state, String commit) {
    ObjectIds.require(commit);
    Answer answer = client.json(state, "git", "commits", commit);
    if (answer.isMissing()) {
      throw Faults.notKnownYet("commit " + commit);
    }
    return faults.interpreting(
        "commit " + commit,
        () -> {
          JsonNode node = Json.read(answer.body());
          String found = Json.text(node, "/sha");
          if (!found.equals(commit)) {
            throw new IOException("expected commit %s, found %s".formatted(commit, found));
          }
          String tree = Json.text(node, "/tree/sha");
          ObjectIds.require(tree);
          return tree;
        });
  }
}
