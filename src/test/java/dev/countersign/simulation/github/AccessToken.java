package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.Set;

/** An installation access token. */
record AccessToken(
    String value,
    SimulatedInstallation installation,
    Permissions permissions,
    Set<Long> repositoryIds,
    boolean narrowed,
    Instant expiresAt) {
  AccessToken {
    repositoryIds = Set.copyOf(repositoryIds);
  }

  boolean covers(SimulatedRepository repository) {
    return installation.covers(repository)
        && (!narrowed || repositoryIds.contains(repository.id()));
  }

  /** What the token asked for and the installation still grants. */
  boolean allows(String permission, String level) {
    return permissions.allow(permission, level)
        && installation.permissions().allow(permission, level);
  }

  @Override
  public String toString() {
    return "AccessToken[ghs_…, installation " + installation.id() + ", until " + expiresAt + "]";
  }
}
