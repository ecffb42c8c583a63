package dev.countersign.materials;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.GitMode;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.TreeListingBuilder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the wanted files of a commit, however many others it has: where GitHub does not list it at
 * once, the folders that can hold them are listed one by one.
 */
public final class FileSearch {
  private static final int MOST_FOLDERS = 1_000;

  private final MaterialSource source;

  public FileSearch(MaterialSource source) {
    this.source = source;
  }

  /** The wanted files of a commit; nothing else is kept. */
  public Tree find(RepositoryTarget target, String commit, Wanted wanted) {
    return complete(target, source.tree(target, commit, wanted::includes), wanted);
  }

  /** A listing that has all wanted files: the same one if it is not truncated. */
  public Tree complete(RepositoryTarget target, Tree tree, Wanted wanted) {
    if (!tree.truncated()) {
      return tree;
    }
    TreeListingBuilder found = new TreeListingBuilder();
    Deque<Folder> folders = new ArrayDeque<>();
    folders.add(new Folder("", tree.rootTree()));
    for (int listed = 0; !folders.isEmpty(); listed++) {
      if (listed == MOST_FOLDERS) {
        throw new ContentLimitException(
            "the lists may be in more than %d folders".formatted(MOST_FOLDERS));
      }
      Folder folder = folders.remove();
      TreeListing entries = source.directory(target, folder.tree());
      for (int i = 0; i < entries.size(); i++) {
        String path = folder.prefix() + entries.path(i);
        if (entries.mode(i) == GitMode.DIRECTORY && wanted.mayBeBelow(path)) {
          folders.add(new Folder(path + "/", entries.objectId(i)));
        } else if (wanted.includes(path)) {
          found.add(folder.prefix(), entries, i);
        }
      }
    }
    return new Tree(tree.commit(), tree.rootTree(), found.build(), false);
  }

  /**
   * A folder to list.
   *
   * @param prefix of its entries' paths: empty, or ends with a slash
   * @param tree its object id
   */
  private record Folder(String prefix, String tree) {}
}
