package dev.countersign.materials;

import dev.countersign.port.Tree;
import dev.countersign.verification.Glob;
import dev.countersign.verification.TreeEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the files of a material set are named: each after its manifest, with a suffix. */
public final class MaterialNames {
  /** Of bundles, the present name first. */
  public static final List<String> BUNDLES = List.of(".sigstore.json", ".sigstore", ".bundle");

  /** Of detached signatures. */
  public static final List<String> SIGNATURES = List.of(".sig");

  /** Of signing certificates. */
  public static final List<String> CERTIFICATES = List.of(".crt", ".pem");

  private static final List<String> SUFFIXES =
      Stream.of(BUNDLES, SIGNATURES, CERTIFICATES).flatMap(List::stream).toList();

  private MaterialNames() {}

  /** Paths of the files of a tree that belong to a signed material set. */
  public static Set<String> filesOfSets(Tree tree, List<Glob> patterns) {
    Set<String> paths = tree.entries().stream().map(TreeEntry::path).collect(Collectors.toSet());
    Set<String> ofSets = new HashSet<>();
    for (String path : paths) {
      if (isManifest(path, patterns)) {
        List<String> siblings =
            SUFFIXES.stream().map(suffix -> path + suffix).filter(paths::contains).toList();
        if (!siblings.isEmpty()) {
          ofSets.add(path);
          ofSets.addAll(siblings);
        }
      }
    }
    return ofSets;
  }

  /** Whether {@code path} is a manifest by one of the patterns, and no signature file of one. */
  static boolean isManifest(String path, List<Glob> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path))
        && SUFFIXES.stream().noneMatch(path::endsWith);
  }
}
