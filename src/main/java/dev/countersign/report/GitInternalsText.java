package dev.countersign.report;

import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries below {@code .git/} for which the same explanation holds.
 *
 * @param confirmed whether they are as the tag or a stock Git makes them
 * @param results at least one
 */
record GitInternalsText(
    boolean confirmed, String explanation, List<? extends EntryResult> results) {
  private static final String NOT_CHECKABLE =
      "they belong to the machine that made the release. This is harmless, because Git never takes"
          + " these files from a repository, so nobody gets them.";

  /** The groups that have entries, the confirmed ones first. */
  static List<GitInternalsText> of(ContentsResult contents) {
    List<GitInternalsText> groups = new ArrayList<>();
    List<GitInternalConfirmed> confirmed = contents.ofKind(GitInternalConfirmed.class);
    for (GitInternal kind : GitInternal.values()) {
      List<GitInternalConfirmed> results =
          confirmed.stream().filter(result -> result.kind() == kind).toList();
      groups.add(new GitInternalsText(true, origin(kind), results));
    }
    groups.add(
        new GitInternalsText(false, NOT_CHECKABLE, contents.ofKind(GitInternalNotCheckable.class)));
    groups.removeIf(group -> group.results().isEmpty());
    return groups;
  }

  /** How many they are, and why they are taken as they are. */
  String title(Markup markup) {
    String lead =
        "%s (%s):"
            .formatted(confirmed ? "Confirmed" : "Not checkable", Wording.number(results.size()));
    return "%s %s %s".formatted(confirmed ? "✅" : "➖", markup.strong(lead), explanation);
  }

  private static String origin(GitInternal kind) {
    return switch (kind) {
      case DETERMINED_BY_TAG -> "their content follows from the tag.";
      case OBJECT_OF_TAG -> "they are named after objects of the tagged commit.";
      case STOCK_TEMPLATE -> "they are templates that Git installs unchanged.";
    };
  }
}
