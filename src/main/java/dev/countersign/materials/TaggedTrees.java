package dev.countersign.materials;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.TaggedTree;

/** Where the digests of a commit's files come from. */
@FunctionalInterface
public interface TaggedTrees {
  /**
   * The digest of every file of {@code tree}.
   *
   * @throws dev.countersign.port.ContentLimitException if there is more than may be read
   * @throws dev.countersign.port.GitHubUnavailableException if the files could not be had now
   */
  TaggedTree read(RepositoryTarget target, Tree tree);
}
