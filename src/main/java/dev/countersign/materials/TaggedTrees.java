package dev.countersign.materials;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.TaggedTree;
import java.util.Set;

/** Where the digests of a commit's files come from. */
@FunctionalInterface
public interface TaggedTrees {
  /**
   * The digests of every file of {@code tree}, or of some and why not of the others.
   *
   * @param tree everything that GitHub lists of the commit, whether or not that is all
   * @param algorithms of the digests
   * @throws dev.countersign.port.GitHubUnavailableException if the files could not be had now
   */
  TaggedTree read(RepositoryTarget target, Tree tree, Set<Digest.Algorithm> algorithms);
}
