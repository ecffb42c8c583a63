package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** The App installed on one account, for selected repositories. */
public final class SimulatedInstallation {
  private final long id;
  private final Account account;
  private final Instant createdAt;
  private final Set<Long> repositoryIds = new ConcurrentSkipListSet<>();
  private volatile Permissions permissions = Permissions.COUNTERSIGN;
  private volatile @Nullable Instant suspendedAt;

  SimulatedInstallation(long id, Account account, Instant createdAt) {
    this.id = id;
    this.account = account;
    this.createdAt = createdAt;
  }

  public long id() {
    return id;
  }

  public Account account() {
    return account;
  }

  Instant createdAt() {
    return createdAt;
  }

  Permissions permissions() {
    return permissions;
  }

  /** Grants {@code level} ({@code read} or {@code write}) of a permission. */
  public void grant(String permission, String level) {
    permissions = permissions.with(permission, level);
  }

  /** Takes a permission away, also from tokens that were given before. */
  public void deny(String permission) {
    permissions = permissions.without(permission);
  }

  /** Selects a repository. */
  public void add(SimulatedRepository repository) {
    repositoryIds.add(repository.id());
  }

  /** Deselects a repository. */
  public void remove(SimulatedRepository repository) {
    repositoryIds.remove(repository.id());
  }

  boolean covers(SimulatedRepository repository) {
    return repositoryIds.contains(repository.id());
  }

  Set<Long> repositoryIds() {
    return Set.copyOf(repositoryIds);
  }

  /** Suspends: every request of its tokens is refused. */
  public void suspend(Instant when) {
    suspendedAt = when;
  }

  public void unsuspend() {
    suspendedAt = null;
  }

  Optional<Instant> suspendedAt() {
    return Optional.ofNullable(suspendedAt);
  }
}
