package dev.countersign.job;

import dev.countersign.materials.FileSearch;
import dev.countersign.materials.Wanted;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.TreeEntry;
import java.util.Optional;
import java.util.Set;

/** Looks at default branches. */
final class Branches {
  /** What is looked for before the configuration is known, which seldom says otherwise. */
  private static final Wanted USUAL =
      new Wanted(Set.of(PolicyFile.PATH), RepositoryPolicy.DEFAULT.materials());

  private final FileSearch search;
  private final Configurations configurations;

  Branches(MaterialSource source) {
    this.search = new FileSearch(source);
    this.configurations = new Configurations(source);
  }

  /** The default branch at the commit {@code head}. */
  Branch at(RepositoryTarget target, String head) {
    Tree tree = search.find(target, head, USUAL);
    Configuration configuration = configuration(target, tree.entries().entry(PolicyFile.PATH));
    if (configuration.policy().materials().equals(USUAL.manifests())) {
      return new Branch(configuration, tree);
    }
    return new Branch(configuration, search.find(target, head, wanted(configuration.policy())));
  }

  /**
   * What would be in force.
   *
   * @param file what the repository would have at {@link PolicyFile#PATH}
   */
  Configuration configuration(RepositoryTarget target, Optional<TreeEntry> file) {
    return configurations.of(target, file);
  }

  /** What of another commit of the repository is to be compared with the default branch. */
  Tree find(RepositoryTarget target, String commit, Wanted wanted) {
    return search.find(target, commit, wanted);
  }

  private static Wanted wanted(RepositoryPolicy policy) {
    return new Wanted(Set.of(PolicyFile.PATH), policy.materials());
  }
}
