package dev.countersign.job;

import dev.countersign.materials.MaterialNames;
import dev.countersign.materials.SetKeys;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Tree;
import java.util.Map;
import java.util.Objects;

/**
 * What the default branch says about releases: configuration and materials.
 *
 * @param configuration what is in force
 * @param tree the configuration file and the files that may be materials
 */
record Branch(Configuration configuration, Tree tree) {
  Branch {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(tree, "tree");
  }

  RepositoryPolicy policy() {
    return configuration.policy();
  }

  /** Whether the repository wants check runs. */
  boolean optsIn() {
    return configuration.origin().optsIn()
        || MaterialNames.hasSignedSet(tree.entries(), policy().materials());
  }

  /** Whether there is any manifest, signed or not. */
  boolean hasManifests() {
    return !MaterialNames.manifests(tree.entries(), policy().materials()).isEmpty();
  }

  /** By its path, the key of each manifest. */
  Map<String, String> keys() {
    return SetKeys.of(tree, policy().materials());
  }
}
