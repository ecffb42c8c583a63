package dev.countersign.simulation.github;

import java.time.Instant;

/** What a repository's owner, or GitHub itself, sets about it. */
public final class RepositorySettings {
  /** Entries after which GitHub truncates a listing. */
  private static final int GITHUB_TREE_LIMIT = 100_000;

  private final Instant createdAt;
  private volatile Account owner;
  private volatile String name;
  private volatile String defaultBranch = "main";
  private volatile boolean hidden;
  private volatile boolean archived;
  private volatile int treeLimit = GITHUB_TREE_LIMIT;

  RepositorySettings(Account owner, String name, Instant createdAt) {
    this.owner = owner;
    this.name = name;
    this.createdAt = createdAt;
  }

  Account owner() {
    return owner;
  }

  String name() {
    return name;
  }

  void moveTo(Account newOwner, String newName) {
    owner = newOwner;
    name = newName;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String defaultBranch() {
    return defaultBranch;
  }

  public void setDefaultBranch(String branch) {
    defaultBranch = branch;
  }

  public boolean isPrivate() {
    return hidden;
  }

  public void setPrivate(boolean value) {
    hidden = value;
  }

  public boolean isArchived() {
    return archived;
  }

  /** An archived repository refuses every write. */
  public void setArchived(boolean value) {
    archived = value;
  }

  int treeLimit() {
    return treeLimit;
  }

  /** Truncates every tree listing, recursive or not, after this many entries. */
  public void setTreeLimit(int entries) {
    treeLimit = entries;
  }
}
