package dev.countersign.port;

import dev.countersign.verification.Release;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A published release as GitHub describes it at one moment.
 *
 * @param release what is to be verified
 * @param defaultBranch name of the repository's default branch
 * @param branchHead commit that the default branch points at
 * @param publishedAt when the release was published
 * @param assets files that were uploaded to it
 */
public record ReleaseState(
    Release release,
    String defaultBranch,
    String branchHead,
    Instant publishedAt,
    List<Asset> assets) {
  public ReleaseState {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(defaultBranch, "defaultBranch");
    Objects.requireNonNull(branchHead, "branchHead");
    Objects.requireNonNull(publishedAt, "publishedAt");
    assets = List.copyOf(assets);
  }
}
