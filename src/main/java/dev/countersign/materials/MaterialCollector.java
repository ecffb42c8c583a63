package dev.countersign.materials;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.ClaimedRef;
import dev.countersign.verification.Glob;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the material sets of a release on the default branch. A release's materials are committed
 * after its tag, so only manifests that the tag does not contain are looked at. A set whose
 * certificate names another release that GitHub knows belongs to that one; every other set counts,
 * whatever it claims.
 */
public final class MaterialCollector {
  private static final String TAGS = "refs/tags/";

  private final MaterialSource source;
  private final FileSearch search;
  private final ContentLimits limits;

  public MaterialCollector(MaterialSource source, ContentLimits limits) {
    this.source = source;
    this.search = new FileSearch(source);
    this.limits = limits;
  }

  /**
   * Looks through the branch.
   *
   * @param tag tag of the release
   * @param branch what is wanted of the default branch's head
   * @param tagged listing of the tag's commit; what it lacks of the manifests is looked for
   * @param patterns which files are manifests
   */
  public Materials collect(
      RepositoryTarget target, String tag, Tree branch, Tree tagged, List<Glob> patterns) {
    Map<String, String> keys = SetKeys.of(branch, patterns);
    Map<String, Belonging> seen = new HashMap<>();
    keys.values().forEach(key -> seen.put(key, Belonging.EARLIER));
    List<TreeEntry> manifests =
        newSince(target, tagged, MaterialNames.manifests(branch.entries(), patterns), patterns);
    if (manifests.size() > limits.materialSets()) {
      throw new ContentLimitException(
          manifests.size()
              + " manifests were committed since the tag, more than "
              + limits.materialSets());
    }
    List<MaterialSet> sets = new ArrayList<>();
    long bytes = 0;
    Map<String, String> ofOthers = new HashMap<>();
    MaterialSets read = new MaterialSets(source, limits, target, branch.entries(), manifests);
    for (TreeEntry manifest : manifests) {
      MaterialSet set = read.of(manifest);
      String key = Objects.requireNonNull(keys.get(manifest.path()));
      Optional<String> claimed = claimedTag(set);
      Optional<String> other =
          claimed
              .filter(another -> !another.equals(tag))
              .filter(another -> source.releaseExists(target, another));
      if (other.isPresent()) {
        seen.put(key, Belonging.OTHERS);
        ofOthers.put(manifest.path(), other.get());
      } else {
        seen.put(key, claimed.filter(tag::equals).isPresent() ? Belonging.OWN : Belonging.STRAY);
        // All of them are kept until the verdict.
        bytes += manifest.size();
        if (bytes > limits.manifestBytes()) {
          throw new ContentLimitException(
              "the manifests of the release have more than %d bytes together"
                  .formatted(limits.manifestBytes()));
        }
        sets.add(set);
      }
    }
    return new Materials(sets, ofOthers, seen);
  }

  private List<TreeEntry> newSince(
      RepositoryTarget target, Tree tagged, List<TreeEntry> manifests, List<Glob> patterns) {
    if (manifests.isEmpty()) {
      return manifests;
    }
    TreeListing atTag = search.complete(target, tagged, new Wanted(Set.of(), patterns)).entries();
    return manifests.stream()
        .filter(manifest -> !atTag.entry(manifest.path()).equals(Optional.of(manifest)))
        .toList();
  }

  private static Optional<String> claimedTag(MaterialSet set) {
    return ClaimedRef.of(set)
        .filter(ref -> ref.startsWith(TAGS))
        .map(ref -> ref.substring(TAGS.length()));
  }
}
