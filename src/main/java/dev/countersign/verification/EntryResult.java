package dev.countersign.verification;

/** What comparing one manifest entry with the tagged tree found. */
public sealed interface EntryResult {
  /** The entry that was compared. */
  ManifestEntry entry();

  /** The file at the tag has the listed digest. */
  record MatchesTag(ManifestEntry entry) implements EntryResult {}

  /** The file at the tag has another digest. */
  record DiffersFromTag(ManifestEntry entry, Digest actual) implements EntryResult {}

  /** The tag has no such path. */
  record MissingFromTag(ManifestEntry entry) implements EntryResult {}

  /** The tag has something else than a file at this path. */
  record NotAFile(ManifestEntry entry, TreeEntry.Kind kind) implements EntryResult {}

  /**
   * The manifest's own entry, with the digest of the lines above it: what a shell that was still
   * writing the manifest hashed.
   */
  record ManifestItself(ManifestEntry entry) implements EntryResult {}

  /** The manifest's own entry with a digest that fits no prefix of it. */
  record ManifestItselfDiffers(ManifestEntry entry, Digest expected) implements EntryResult {}

  /** A file below {@code .git/} that is as the tag or a stock Git makes it. */
  record GitInternalConfirmed(ManifestEntry entry, GitInternal kind) implements EntryResult {}

  /** A file below {@code .git/} that depends on the machine, or that the tag does not determine. */
  record GitInternalNotCheckable(ManifestEntry entry) implements EntryResult {}

  /** Why a file below {@code .git/} could be confirmed. */
  enum GitInternal {
    /** Its content follows from the tag: {@code HEAD}, {@code shallow}, the tag's ref. */
    DETERMINED_BY_TAG,
    /** It is named after an object of the tagged commit. */
    OBJECT_OF_TAG,
    /** It is a template that Git installs unchanged. */
    STOCK_TEMPLATE
  }
}
