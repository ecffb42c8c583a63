package dev.countersign.policy;

import dev.countersign.verification.RepositoryName;
import java.util.Objects;

/** Where the policy of a repository comes from. */
public sealed interface PolicyOrigin {
  /** Whether it opts the repository in: check runs then appear before there are materials. */
  boolean optsIn();

  /** There is no configuration file. */
  record Defaults() implements PolicyOrigin {
    @Override
    public boolean optsIn() {
      return false;
    }
  }

  /** The repository's own configuration file. */
  record OwnFile() implements PolicyOrigin {
    @Override
    public boolean optsIn() {
      return true;
    }
  }

  /**
   * The configuration file that the owner keeps for all repositories. It says how releases are
   * verified; that one is to be awaited, only the repository itself can say.
   *
   * @param repository where the file is: {@code OWNER/.github}
   */
  record OwnersFile(RepositoryName repository) implements PolicyOrigin {
    public OwnersFile {
      Objects.requireNonNull(repository, "repository");
    }

    @Override
    public boolean optsIn() {
      return false;
    }
  }
}
