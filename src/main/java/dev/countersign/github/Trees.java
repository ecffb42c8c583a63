package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.Tree;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;

/**
 * Lists the trees of commits completely: what GitHub truncates is listed directory by directory.
 *
 * @see <a href="https://docs.github.com/en/rest/git/trees#get-a-tree">Get a tree</a>
 */
final class Trees {
  /** GitHub lists up to 100,000 entries at once: far fewer requests than this list any tree. */
  private static final int MOST_REQUESTS = 1_000;

  private final int mostEntries;
  private final Faults faults;

  Trees(int mostEntries, Faults faults) {
    this.mostEntries = mostEntries;
    this.faults = faults;
  }

  Tree list(RepositoryClient client, String commit) {
    RepositoryState state = client.recent();
    String rootTree = rootTree(client, state, commit);
    return new Tree(commit, rootTree, new Walk(state).from(rootTree));
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

  private static Kind kind(String path, String mode) {
    return switch (mode) {
      // 100664 is in the history of old repositories.
      case "100644", "100755", "100664" -> Kind.FILE;
      case "120000" -> Kind.SYMBOLIC_LINK;
      case "160000" -> Kind.SUBMODULE;
      case "040000" -> Kind.DIRECTORY;
      default ->
          throw new GitHubRefusedException(
              Refusal.REJECTED,
              "expected a mode that Git writes, found %s at %s".formatted(mode, path),
              null);
    };
  }

  /** One listing in the making. */
  private final class Walk {
    private final RepositoryState state;
    private final List<TreeEntry> entries = new ArrayList<>();
    private final Deque<Directory> pending = new ArrayDeque<>();
    private int requests;

    Walk(RepositoryState state) {
      this.state = state;
    }

    List<TreeEntry> from(String rootTree) {
      pending.add(new Directory("", rootTree));
      while (!pending.isEmpty()) {
        Directory directory = pending.remove();
        GHTree everything = request(directory, true);
        if (!everything.isTruncated()) {
          add(directory, everything);
          continue;
        }
        GHTree level = request(directory, false);
        if (level.isTruncated()) {
          throw new ContentLimitException(
              "directory '%s' has more entries than GitHub lists".formatted(directory.prefix()));
        }
        for (TreeEntry entry : add(directory, level)) {
          if (entry.kind() == Kind.DIRECTORY) {
            pending.add(new Directory(entry.path() + "/", entry.objectId()));
          }
        }
      }
      return entries;
    }

    private GHTree request(Directory directory, boolean recursive) {
      requests++;
      if (requests > MOST_REQUESTS) {
        throw new ContentLimitException(
            "expected a tree that %d requests list, found more".formatted(MOST_REQUESTS));
      }
      String id = directory.tree();
      return faults.interpreting(
          "tree " + id,
          () -> {
            GHTree tree = read(id, recursive);
            if (!id.equals(tree.getSha())) {
              throw new IOException("expected tree %s, found %s".formatted(id, tree.getSha()));
            }
            return tree;
          });
    }

    private GHTree read(String id, boolean recursive) throws IOException {
      try {
        return recursive ? state.api().getTreeRecursive(id, 1) : state.api().getTree(id);
      } catch (FileNotFoundException e) {
        throw Faults.notKnownYet("tree " + id);
      }
    }

    private List<TreeEntry> add(Directory directory, GHTree tree) {
      List<GHTreeEntry> listed = tree.getTree();
      if (listed.size() > mostEntries - entries.size()) {
        throw new ContentLimitException(
            "expected a tree of at most %d entries, found more".formatted(mostEntries));
      }
      List<TreeEntry> added =
          faults.interpreting(
              "tree " + directory.tree(),
              () -> listed.stream().map(entry -> entry(directory, entry)).toList());
      entries.addAll(added);
      return added;
    }

    private TreeEntry entry(Directory directory, GHTreeEntry entry) {
      String path = directory.prefix() + entry.getPath();
      return new TreeEntry(path, kind(path, entry.getMode()), entry.getSha(), entry.getSize());
    }
  }

  /**
   * A directory to list.
   *
   * @param prefix of its entries' paths: empty, or ends with a slash
   * @param tree its object id
   */
  private record Directory(String prefix, String tree) {}
}
