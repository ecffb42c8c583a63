package dev.countersign.simulation.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A release as it stands now. */
public final class SimulatedRelease {
  private final long id;
  private final String tag;
  private final String target;
  private final Instant createdAt;
  private final List<SimulatedAsset> assets = new CopyOnWriteArrayList<>();
  private volatile boolean prerelease;
  private volatile @Nullable Instant publishedAt;

  SimulatedRelease(long id, String tag, String target, Instant createdAt) {
    this.id = id;
    this.tag = tag;
    this.target = target;
    this.createdAt = createdAt;
  }

  public long id() {
    return id;
  }

  public String tag() {
    return tag;
  }

  /** Branch that GitHub makes the tag from where there is none yet. */
  String target() {
    return target;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** When it was published; empty for a draft. */
  public Optional<Instant> publishedAt() {
    return Optional.ofNullable(publishedAt);
  }

  boolean isDraft() {
    return publishedAt == null;
  }

  void publishedAt(Instant when) {
    publishedAt = when;
  }

  /** The files of its page, in the order of their uploads. */
  List<SimulatedAsset> assets() {
    return assets;
  }

  /** Adds a file to its page, in place of one of that name. */
  void upload(SimulatedAsset asset) {
    assets.removeIf(present -> present.name().equals(asset.name()));
    assets.add(asset);
  }

  boolean isPrerelease() {
    return prerelease;
  }

  /** Marks the release as a prerelease, or as none. */
  public SimulatedRelease prerelease(boolean value) {
    prerelease = value;
    return this;
  }
}
