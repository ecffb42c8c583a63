package dev.countersign.materials;

import dev.countersign.materials.LookAlikeContents.Difference;
import dev.countersign.port.Asset;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.ManifestEntry;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.ReleaseFiles;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the manifests of a release are compared with, and no more than they list. */
public final class ReleaseFilesReader {
  private final TaggedTrees trees;
  private final AssetReader assets;
  private final LookAlikeContents lookAlikes;

  /**
   * @param mostAssetBytes how much is downloaded of one release's assets
   */
  public ReleaseFilesReader(MaterialSource source, TaggedTrees trees, long mostAssetBytes) {
    this.trees = trees;
    this.assets = new AssetReader(source, mostAssetBytes);
    this.lookAlikes = new LookAlikeContents(source);
  }

  /**
   * The files of the tag and of the release's page.
   *
   * @param tagged listing of the tag's commit
   * @param uploaded the release's assets
   * @param sets whose manifests are to be compared
   * @param branchHead commit of the default branch
   */
  public ReleaseFiles read(
      RepositoryTarget target,
      Tree tagged,
      List<Asset> uploaded,
      List<MaterialSet> sets,
      String branchHead) {
    Set<Digest.Algorithm> algorithms = EnumSet.noneOf(Digest.Algorithm.class);
    sets.forEach(set -> algorithms.addAll(set.listing().algorithms()));
    TaggedTree tree = trees.read(target, tagged, algorithms);
    Map<String, Set<Digest.Algorithm>> elsewhere = new HashMap<>();
    uploaded.forEach(asset -> elsewhere.put(asset.name(), EnumSet.noneOf(Digest.Algorithm.class)));
    List<Difference> differing = new ArrayList<>();
    for (MaterialSet set : sets) {
      for (ManifestEntry entry : set.listing().entries()) {
        Optional<TreeEntry> found = tree.entries().entry(entry.path());
        if (found.isEmpty()) {
          elsewhere
              .getOrDefault(entry.fileName(), EnumSet.noneOf(Digest.Algorithm.class))
              .add(entry.digest().algorithm());
        } else if (differing.size() < LookAlikeContents.MOST_FILES
            && differs(tree.digest(entry.path(), entry.digest().algorithm()), entry)) {
          differing.add(new Difference(entry, found.get()));
        }
      }
    }
    AssetReader.Assets read = assets.read(target, uploaded, elsewhere);
    return new ReleaseFiles(
        tree, read.all(), read.unread(), lookAlikes.of(target, differing, branchHead));
  }

  private static boolean differs(Optional<Digest> actual, ManifestEntry entry) {
    return actual.filter(digest -> !digest.equals(entry.digest())).isPresent();
  }
}
