package dev.countersign.verification;

import java.util.Optional;

/** What comparing one manifest entry with the release found. */
public sealed interface EntryResult {
  /** The entry that was compared. */
  ManifestEntry entry();

  /** The file at the tag has the listed digest. */
  record MatchesTag(ManifestEntry entry) implements EntryResult {}

  /**
   * The file at the tag has another digest.
   *
   * @param actual digest of the file at the tag
   * @param resemblance what else is known to have the listed digest
   */
  record DiffersFromTag(ManifestEntry entry, Digest actual, Optional<Resemblance> resemblance)
      implements EntryResult {}

  /**
   * Neither the tag nor the release's assets have such a name.
   *
   * @param nearest path at the tag that differs in case only, or else one of the listed content
   */
  record Missing(ManifestEntry entry, Optional<String> nearest) implements EntryResult {}

  /** The tag has something else than a file at this path. */
  record NotAFile(ManifestEntry entry, TreeEntry.Kind kind) implements EntryResult {}

  /** The release's asset of this name has the listed digest. */
  record MatchesAsset(ManifestEntry entry) implements EntryResult {}

  /**
   * The release's asset of this name has another digest.
   *
   * @param actual digest of the asset as it is now
   */
  record DiffersFromAsset(ManifestEntry entry, Digest actual) implements EntryResult {}

  /**
   * An entry about a manifest of this release, with the digest of what a shell that was still
   * writing it hashed: the lines so far, or nothing yet; or, of another manifest, the whole of it.
   */
  record ManifestItself(ManifestEntry entry) implements EntryResult {}

  /**
   * An entry about a manifest of this release with a digest that fits no beginning of it.
   *
   * @param expected digest of the lines above the entry; of the whole, where it is another manifest
   */
  record ManifestItselfDiffers(ManifestEntry entry, Digest expected) implements EntryResult {}

  /** A file below {@code .git/} that is as the tag or a stock Git makes it. */
  record GitInternalConfirmed(ManifestEntry entry, GitInternal kind) implements EntryResult {}

  /** A file below {@code .git/} that depends on the machine, or that the tag does not determine. */
  record GitInternalNotCheckable(ManifestEntry entry) implements EntryResult {}

  /** A limit was reached before this entry's file was read. */
  record NotRead(ManifestEntry entry) implements EntryResult {}

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
