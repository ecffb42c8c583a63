package dev.countersign.verification;

import java.util.List;

/**
 * The comparison of a manifest with the tagged tree.
 *
 * @param entries one result for each readable entry, in the manifest's order
 * @param unlisted paths of the tag's files that no entry covers and no glob excepts, sorted
 * @param earlierMaterials paths at the tag of earlier releases' materials that no entry covers: the
 *     workflow removed them before it hashed, as it has to; sorted
 */
public record ContentsResult(
    List<EntryResult> entries, List<String> unlisted, List<String> earlierMaterials) {
  /** The result of a manifest that could not be read. */
  public static final ContentsResult NOTHING_COMPARED = new ContentsResult(List.of(), List.of());

  /** The result where the tag has no earlier materials. */
  public ContentsResult(List<EntryResult> entries, List<String> unlisted) {
    this(entries, unlisted, List.of());
  }

  public ContentsResult {
    entries = List.copyOf(entries);
    unlisted = List.copyOf(unlisted);
    earlierMaterials = List.copyOf(earlierMaterials);
  }

  /** The results of one kind, in the manifest's order. */
  public <T extends EntryResult> List<T> ofKind(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
