package dev.countersign.materials;

import dev.countersign.verification.Glob;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How the files of a material set are named: each after its manifest, with a suffix. */
public final class MaterialNames {
  /** Of bundles, the present name first. */
  public static final List<String> BUNDLES = List.of(".sigstore.json", ".sigstore", ".bundle");

  /** Of detached signatures. */
  public static final List<String> SIGNATURES = List.of(".sig");

  /** Of signing certificates. */
  public static final List<String> CERTIFICATES = List.of(".crt", ".pem");

  /** Of all files that belong to a manifest. */
  static final List<String> SUFFIXES =
      Stream.of(BUNDLES, SIGNATURES, CERTIFICATES).flatMap(List::stream).toList();

  private MaterialNames() {}

  /** Paths of the files of a tree that belong to a signed material set. */
  public static Set<String> filesOfSets(TreeListing tree, List<Glob> patterns) {
    Set<String> ofSets = new HashSet<>();
    for (int i = 0; i < tree.size(); i++) {
      String path = tree.path(i);
      if (isManifest(path, patterns)) {
        List<String> siblings = siblings(path, tree);
        if (!siblings.isEmpty()) {
          ofSets.add(path);
          ofSets.addAll(siblings);
        }
      }
    }
    return ofSets;
  }

  /** Paths of the signature files that a tree has beside a manifest. */
  static List<String> siblings(String manifest, TreeListing tree) {
    return SUFFIXES.stream()
        .map(suffix -> manifest + suffix)
        .filter(sibling -> tree.find(sibling) >= 0)
        .toList();
  }

  /** Whether {@code path} is that of a signature file beside the manifest. */
  public static boolean isSignatureOf(String path, String manifest) {
    return path.startsWith(manifest) && SUFFIXES.contains(path.substring(manifest.length()));
  }

  /** The manifests of a listing. */
  public static List<TreeEntry> manifests(TreeListing tree, List<Glob> patterns) {
    return tree.stream()
        .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
        .filter(entry -> isManifest(entry.path(), patterns))
        .toList();
  }

  /** Whether the listing has a manifest with a signature file. */
  public static boolean hasSignedSet(TreeListing tree, List<Glob> patterns) {
    return !filesOfSets(tree, patterns).isEmpty();
  }

  /** Whether a change of the file at {@code path} may concern a set, whatever the patterns are. */
  public static boolean maySign(String path) {
    return SUFFIXES.stream().anyMatch(path::endsWith);
  }

  /** Whether {@code path} is a manifest by one of the patterns, or a signature file of one. */
  public static boolean isOfSet(String path, List<Glob> patterns) {
    return isManifest(path, patterns)
        || SUFFIXES.stream()
            .filter(path::endsWith)
            .map(suffix -> path.substring(0, path.length() - suffix.length()))
            .anyMatch(manifest -> isManifest(manifest, patterns));
  }

  /** Whether {@code path} is a manifest by one of the patterns, and no signature file of one. */
  static boolean isManifest(String path, List<Glob> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path))
        && SUFFIXES.stream().noneMatch(path::endsWith);
  }
}
