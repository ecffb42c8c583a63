package dev.countersign.materials;

import dev.countersign.verification.Glob;
import java.util.List;

/** How the files of a material set are named: each after its manifest, with a suffix. */
final class MaterialNames {
  static final List<String> BUNDLES = List.of(".sigstore.json", ".sigstore", ".bundle");
  static final List<String> SIGNATURES = List.of(".sig");
  static final List<String> CERTIFICATES = List.of(".crt", ".pem");

  private MaterialNames() {}

  /** Whether {@code path} is a manifest by one of the patterns, and no signature file of one. */
  static boolean isManifest(String path, List<Glob> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path))
        && !endsWithAny(path, BUNDLES)
        && !endsWithAny(path, SIGNATURES)
        && !endsWithAny(path, CERTIFICATES);
  }

  private static boolean endsWithAny(String path, List<String> suffixes) {
    return suffixes.stream().anyMatch(path::endsWith);
  }
}
