package dev.countersign.materials;

import dev.countersign.verification.Glob;
import java.util.List;
import java.util.stream.Stream;

/** How the files of a material set are named: each after its manifest, with a suffix. */
public final class MaterialNames {
  static final List<String> BUNDLES = List.of(".sigstore.json", ".sigstore", ".bundle");
  static final List<String> SIGNATURES = List.of(".sig");
  static final List<String> CERTIFICATES = List.of(".crt", ".pem");

  private static final List<String> SUFFIXES =
      Stream.of(BUNDLES, SIGNATURES, CERTIFICATES).flatMap(List::stream).toList();

  private MaterialNames() {}

  /** Globs of all files of the material sets whose manifests match {@code patterns}. */
  public static List<Glob> ofSets(List<Glob> patterns) {
    return patterns.stream()
        .flatMap(
            pattern ->
                Stream.concat(
                    Stream.of(pattern),
                    SUFFIXES.stream().map(suffix -> Glob.ofPath(pattern.pattern() + suffix))))
        .toList();
  }

  /** Whether {@code path} is a manifest by one of the patterns, and no signature file of one. */
  static boolean isManifest(String path, List<Glob> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path))
        && SUFFIXES.stream().noneMatch(path::endsWith);
  }
}
