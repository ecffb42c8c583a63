package dev.countersign.verification;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the manifests are compared with.
 *
 * @param tree files of the release's commit
 * @param assets files of the release's page
 * @param unreadAssets why digests of assets are missing, where a limit was reached
 * @param known contents that explain a difference
 */
public record ReleaseFiles(
    TaggedTree tree,
    List<ReleaseAsset> assets,
    Optional<String> unreadAssets,
    List<KnownContent> known) {
  /** Rejects two assets of one name, since nobody could tell which of the two was compared. */
  public ReleaseFiles {
    Objects.requireNonNull(tree, "tree");
    Objects.requireNonNull(unreadAssets, "unreadAssets");
    assets = List.copyOf(assets);
    known = List.copyOf(known);
    Set<String> names = new HashSet<>();
    for (ReleaseAsset asset : assets) {
      if (!names.add(asset.name())) {
        throw new IllegalArgumentException("two assets of the name " + asset.name());
      }
    }
  }

  /** The files of a release without assets, about which nothing else is known. */
  public ReleaseFiles(TaggedTree tree) {
    this(tree, List.of(), Optional.empty(), List.of());
  }
}
