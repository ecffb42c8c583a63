package dev.countersign.verification;

import java.util.List;

/**
 * The comparison of a manifest with the tagged tree.
 *
 * @param entries one result for each readable entry, in the manifest's order
 * @param unlisted paths of the tag's files that no entry covers and no glob excepts, sorted
 */
public record ContentsResult(List<EntryResult> entries, List<String> unlisted) {
  /** The result of a manifest that could not be read. */
  public static final ContentsResult NOTHING_COMPARED = new ContentsResult(List.of(), List.of());

  public ContentsResult {
    entries = List.copyOf(entries);
    unlisted = List.copyOf(unlisted);
  }

  /** The results of one kind, in the manifest's order. */
  public <T extends EntryResult> List<T> ofKind(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
