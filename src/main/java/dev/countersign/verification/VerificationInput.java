package dev.countersign.verification;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a verdict depends on, trusted root aside.
 *
 * @param release which release, from GitHub
 * @param materialSets every set that counts for this release; at least one
 * @param files what the manifests are compared with
 * @param signer who may sign
 * @param contents how unlisted files are judged
 * @param legacyCutoff a log entry without a checkpoint counts only when its signed time is before
 *     this
 * @param branches whether the tag's commit is where it must be
 */
public record VerificationInput(
    Release release,
    List<MaterialSet> materialSets,
    ReleaseFiles files,
    SignerPolicy signer,
    ContentsPolicy contents,
    Instant legacyCutoff,
    BranchMembership branches) {
  /** Rejects an input without materials, and a tree of another commit. */
  public VerificationInput {
    materialSets = List.copyOf(materialSets);
    Objects.requireNonNull(signer, "signer");
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(legacyCutoff, "legacyCutoff");
    Objects.requireNonNull(branches, "branches");
    if (materialSets.isEmpty()) {
      throw new IllegalArgumentException("nothing to verify: no material set");
    }
    if (!files.tree().commit().equals(release.commit())) {
      throw new IllegalArgumentException(
          "the tree is of " + files.tree().commit() + ", the release of " + release.commit());
    }
  }

  /** One of a release whose branches nobody looked at. */
  public VerificationInput(
      Release release,
      List<MaterialSet> materialSets,
      ReleaseFiles files,
      SignerPolicy signer,
      ContentsPolicy contents,
      Instant legacyCutoff) {
    this(release, materialSets, files, signer, contents, legacyCutoff, BranchMembership.UNKNOWN);
  }
}
