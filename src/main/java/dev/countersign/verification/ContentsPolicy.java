package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How files of the tag that no manifest entry covers are judged.
 *
 * @param unlisted what such a file does to the verdict
 * @param ignore paths that need no entry
 * @param earlierMaterials files of earlier releases' material sets at the tag, which need none
 *     either
 */
public record ContentsPolicy(Unlisted unlisted, List<Glob> ignore, Set<String> earlierMaterials) {
  public ContentsPolicy {
    Objects.requireNonNull(unlisted, "unlisted");
    ignore = List.copyOf(ignore);
    earlierMaterials = Set.copyOf(earlierMaterials);
  }

  /** The policy for a tag without earlier materials. */
  public ContentsPolicy(Unlisted unlisted, List<Glob> ignore) {
    this(unlisted, ignore, Set.of());
  }

  /** Whether the file at {@code path}, which is no earlier material, needs an entry. */
  boolean wantsListed(String path) {
    return ignore.stream().noneMatch(glob -> glob.matches(path));
  }

  /** What an unlisted file does to the verdict. */
  public enum Unlisted {
    FAIL,
    WARN,
    IGNORE
  }
}
