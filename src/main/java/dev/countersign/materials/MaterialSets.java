package dev.countersign.materials;

import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The material sets of a branch, read on demand: all at once while they are small together, so that
 * any number of them costs one request, else one after the other.
 */
final class MaterialSets {
  private final MaterialSource source;
  private final ContentLimits limits;
  private final RepositoryTarget target;
  private final TreeListing branch;
  private final Map<String, byte[]> together;

  /**
   * Reads small ones.
   *
   * @param branch has the manifests and their siblings
   */
  MaterialSets(
      MaterialSource source,
      ContentLimits limits,
      RepositoryTarget target,
      TreeListing branch,
      List<TreeEntry> manifests) {
    this.source = source;
    this.limits = limits;
    this.target = target;
    this.branch = branch;
    this.together = together(manifests);
  }

  private Map<String, byte[]> together(List<TreeEntry> manifests) {
    long bytes = manifests.stream().flatMap(this::files).mapToLong(TreeEntry::size).sum();
    if (manifests.size() < 2 || bytes > limits.signatureFileBytes()) {
      return Map.of();
    }
    Map<String, Long> wanted = new HashMap<>();
    manifests.forEach(manifest -> add(manifest, wanted));
    return source.blobs(target, wanted);
  }

  /** The set of a manifest. */
  MaterialSet of(TreeEntry manifest) {
    Map<String, Long> wanted = new HashMap<>();
    add(manifest, wanted);
    Map<String, byte[]> contents =
        together.keySet().containsAll(wanted.keySet()) ? together : source.blobs(target, wanted);
    return new MaterialSet(
        file(manifest, contents),
        siblings(manifest, MaterialNames.BUNDLES, contents),
        siblings(manifest, MaterialNames.SIGNATURES, contents),
        siblings(manifest, MaterialNames.CERTIFICATES, contents));
  }

  /** Two files of the same content are held to the stricter limit. */
  private void add(TreeEntry manifest, Map<String, Long> wanted) {
    wanted.merge(manifest.objectId(), limits.manifestBytes(), Math::min);
    siblings(manifest, MaterialNames.SUFFIXES)
        .forEach(
            sibling -> wanted.merge(sibling.objectId(), limits.signatureFileBytes(), Math::min));
  }

  private Stream<TreeEntry> files(TreeEntry manifest) {
    return Stream.concat(Stream.of(manifest), siblings(manifest, MaterialNames.SUFFIXES));
  }

  private List<MaterialFile> siblings(
      TreeEntry manifest, List<String> suffixes, Map<String, byte[]> contents) {
    return siblings(manifest, suffixes).map(sibling -> file(sibling, contents)).toList();
  }

  private Stream<TreeEntry> siblings(TreeEntry manifest, List<String> suffixes) {
    return suffixes.stream()
        .flatMap(suffix -> branch.entry(manifest.path() + suffix).stream())
        .filter(entry -> entry.kind() == TreeEntry.Kind.FILE);
  }

  private static MaterialFile file(TreeEntry entry, Map<String, byte[]> contents) {
    byte[] content = contents.get(entry.objectId());
    if (content == null) {
      throw new IllegalStateException("the source left out blob " + entry.objectId());
    }
    return new MaterialFile(entry.path(), content);
  }
}
