package dev.countersign.report;

import dev.countersign.report.Annotation.Level;
import dev.countersign.verification.Digest;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Resemblance;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What reports say about one manifest entry; {@link #of} has a case for each kind. The words are
 * made when they are asked for: of a long manifest, most never are.
 *
 * @param mark a sign that reads without colour
 * @param outcome what was found, for the table of entries
 * @param remark what is wrong with the entry's line; empty when nothing is
 */
record EntryText(String mark, Function<Markup, String> outcome, Optional<Remark> remark) {
  private static final int MAX_PATH = 200;

  // Most entries of most manifests are one of these.
  private static final EntryText MATCHES_TAG = good("✅", "matches the tag");
  private static final EntryText MATCHES_ASSET = good("✅", "matches the release's asset");
  private static final EntryText MANIFEST =
      good("✅", "a manifest of this release, as far as it was written");
  private static final EntryText CONFIRMED = good("✅", "Git internal, confirmed");
  private static final EntryText NOT_CHECKABLE = good("➖", "Git internal, not checkable");

  /**
   * What is wrong with a line, for its annotation. The texts are plain and may be foreign.
   *
   * @param reason the finding that the entry is a part of
   */
  record Remark(
      Level level, ReasonCode reason, Supplier<String> expected, Supplier<String> found) {}

  static EntryText of(EntryResult result) {
    if (result instanceof MatchesTag) {
      return MATCHES_TAG;
    } else if (result instanceof MatchesAsset) {
      return MATCHES_ASSET;
    } else if (result instanceof ManifestItself) {
      return MANIFEST;
    } else if (result instanceof GitInternalConfirmed) {
      return CONFIRMED;
    } else if (result instanceof GitInternalNotCheckable) {
      return NOT_CHECKABLE;
    } else if (result instanceof DiffersFromTag differing) {
      Optional<String> listed = differing.resemblance().map(EntryText::words);
      return bad(
          ReasonCode.CONTENTS_DIFFER,
          markup ->
              "differs: the tag has "
                  + markup.code(differing.actual().hex())
                  + also("listed is", listed),
          () -> named(differing.entry().digest()) + ", as this line says",
          () -> named(differing.actual()) + " at the tag" + also("listed is", listed));
    } else if (result instanceof DiffersFromAsset differing) {
      return bad(
          ReasonCode.ASSET_MISMATCH,
          markup -> "differs: the release's asset has " + markup.code(differing.actual().hex()),
          () -> named(differing.entry().digest()) + ", as this line says",
          () -> named(differing.actual()) + " of the release's asset");
    } else if (result instanceof Missing missing) {
      String where = "neither at the tag nor an asset of the release";
      return bad(
          ReasonCode.FILE_MISSING,
          markup ->
              where
                  + also("the tag has", missing.nearest().map(path -> markup.code(path, MAX_PATH))),
          () -> "a file at the tag, or an asset of the release",
          () -> where + also("the tag has", missing.nearest()));
    } else if (result instanceof NotAFile other) {
      String kind = "a " + Wording.words(other.kind());
      return bad(
          ReasonCode.NOT_A_REGULAR_FILE,
          markup -> "no plain file but " + kind,
          () -> "a plain file at the tag",
          () -> kind + " at the tag");
    } else if (result instanceof ManifestItselfDiffers differing) {
      return wrong(
          "⚠️",
          Level.WARNING,
          ReasonCode.SELF_ENTRY_DIFFERS,
          markup ->
              "a manifest of this release, which has " + markup.code(differing.expected().hex()),
          () -> named(differing.expected()) + " of the manifest, as far as it was written",
          () -> named(differing.entry().digest()));
    } else if (result instanceof NotRead) {
      return wrong(
          "❔",
          Level.NOTICE,
          ReasonCode.CONTENT_LIMIT_REACHED,
          markup -> "not read: a limit was reached",
          () -> "every listed file read",
          () -> "not read, because a limit was reached");
    }
    throw new IllegalArgumentException("a kind of entry without words: " + result);
  }

  private static EntryText good(String mark, String outcome) {
    return new EntryText(mark, markup -> outcome, Optional.empty());
  }

  /** What fails the check of the contents. */
  private static EntryText bad(
      ReasonCode reason,
      Function<Markup, String> outcome,
      Supplier<String> expected,
      Supplier<String> found) {
    return wrong("❌", Level.FAILURE, reason, outcome, expected, found);
  }

  private static EntryText wrong(
      String mark,
      Level level,
      ReasonCode reason,
      Function<Markup, String> outcome,
      Supplier<String> expected,
      Supplier<String> found) {
    return new EntryText(mark, outcome, Optional.of(new Remark(level, reason, expected, found)));
  }

  private static String words(Resemblance resemblance) {
    return switch (resemblance) {
      case CRLF_LINE_ENDS -> "the same file with CR LF line ends";
      case LF_LINE_ENDS -> "the same file with LF line ends";
      case LFS_OBJECT -> "the Git LFS object that the tag's file points to";
      case LFS_POINTER -> "a Git LFS pointer to the tag's file";
      case DEFAULT_BRANCH -> "the file as it is on the default branch now";
      case CASE_ALIAS -> "the tag's file of a path that differs in case only";
    };
  }

  private static String also(String lead, Optional<String> known) {
    return known.map(what -> "; " + lead + " " + what).orElse("");
  }

  private static String named(Digest digest) {
    return digest.algorithm().displayName() + " " + digest.hex();
  }
}
