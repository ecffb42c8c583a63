package dev.countersign.materials;

import dev.countersign.verification.MaterialSet;
import java.util.List;
import java.util.Map;

/**
 * What the default branch holds for one release.
 *
 * @param sets material sets that count for the release
 * @param ofOtherReleases paths of further manifests, each with the tag of the known release that
 *     its certificate names
 * @param seen by its key, whose each manifest on the branch is
 */
public record Materials(
    List<MaterialSet> sets, Map<String, String> ofOtherReleases, Map<String, Belonging> seen) {
  public Materials {
    sets = List.copyOf(sets);
    ofOtherReleases = Map.copyOf(ofOtherReleases);
    seen = Map.copyOf(seen);
  }
}
