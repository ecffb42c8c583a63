package dev.countersign.verification;

import java.util.List;
import java.util.Objects;

/**
 * Everything found about one release.
 *
 * @param release which release
 * @param sets one verdict for each material set that counts for it; at least one
 */
public record Verdict(Release release, List<SetVerdict> sets) {
  /** Rejects a verdict about nothing. */
  public Verdict {
    Objects.requireNonNull(release, "release");
    sets = List.copyOf(sets);
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("a verdict needs a material set");
    }
  }

  /** Whether the release is verified: the worst set counts. */
  public boolean verified() {
    return sets.stream().allMatch(SetVerdict::verified);
  }
}
