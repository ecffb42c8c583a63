package dev.countersign.verification;

import java.util.List;
import java.util.Objects;

/**
 * How files of the tag that no manifest entry covers are judged.
 *
 * @param unlisted what such a file does to the verdict
 * @param ignore paths that need no entry
 */
public record ContentsPolicy(Unlisted unlisted, List<Glob> ignore) {
  public ContentsPolicy {
    Objects.requireNonNull(unlisted, "unlisted");
    ignore = List.copyOf(ignore);
  }

  /** What an unlisted file does to the verdict. */
  public enum Unlisted {
    FAIL,
    WARN,
    IGNORE
  }
}
