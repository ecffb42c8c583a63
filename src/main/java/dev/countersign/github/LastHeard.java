package dev.countersign.github;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What GitHub last said about a repository, to whichever token. */
final class LastHeard {
  private volatile @Nullable RepositoryState state;

  Optional<RepositoryState> state() {
    return Optional.ofNullable(state);
  }

  void hear(RepositoryState newState) {
    state = newState;
  }
}
