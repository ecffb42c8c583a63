package dev.countersign.verification;

import dev.countersign.verification.EntryResult.DiffersFromAsset;
import dev.countersign.verification.EntryResult.DiffersFromTag;
import dev.countersign.verification.EntryResult.MatchesAsset;
import dev.countersign.verification.EntryResult.MatchesTag;
import dev.countersign.verification.EntryResult.Missing;
import dev.countersign.verification.EntryResult.NotAFile;
import dev.countersign.verification.EntryResult.NotRead;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Explains entries that are about files: of the tag where the tag has the path, else of the
 * release's page where an asset has the name. Names are equal or they are not; an alias is named in
 * the explanation and never taken for the file.
 */
final class EntryComparison {
  private final ReleaseFiles files;
  private final Map<String, ReleaseAsset> assets;
  private final GitInternals gitInternals;
  private final NearbyFiles nearby;

  EntryComparison(Release release, ReleaseFiles files) {
    this.files = files;
    this.assets =
        files.assets().stream().collect(Collectors.toMap(ReleaseAsset::name, Function.identity()));
    this.gitInternals = new GitInternals(release, files.tree());
    this.nearby = new NearbyFiles(files.tree());
  }

  /** What an entry is that is not about a manifest. */
  EntryResult explain(ManifestEntry entry) {
    if (GitInternals.isInternal(entry.path())) {
      return gitInternals.explain(entry);
    }
    Optional<TreeEntry> found = files.tree().entries().entry(entry.path());
    if (found.isEmpty()) {
      return explainUnknown(entry);
    }
    TreeEntry.Kind kind = found.get().kind();
    return kind == TreeEntry.Kind.FILE ? compare(entry) : new NotAFile(entry, kind);
  }

  private EntryResult explainUnknown(ManifestEntry entry) {
    if (!files.tree().whollyListed()) {
      return new NotRead(entry);
    }
    ReleaseAsset asset = assets.get(entry.fileName());
    return asset == null ? new Missing(entry, nearest(entry)) : compare(entry, asset);
  }

  /** Whether the tag has a file of this path with the listed digest. */
  boolean matchesTag(ManifestEntry entry) {
    return hasDigest(entry.path(), entry.digest());
  }

  private EntryResult compare(ManifestEntry entry) {
    Optional<Digest> actual = files.tree().digest(entry.path(), entry.digest().algorithm());
    if (actual.isEmpty()) {
      return new NotRead(entry);
    }
    return actual.get().equals(entry.digest())
        ? new MatchesTag(entry)
        : new DiffersFromTag(entry, actual.get(), resemblance(entry));
  }

  private static EntryResult compare(ManifestEntry entry, ReleaseAsset asset) {
    Digest actual = asset.digests().get(entry.digest().algorithm());
    if (actual == null) {
      return new NotRead(entry);
    }
    return actual.equals(entry.digest())
        ? new MatchesAsset(entry)
        : new DiffersFromAsset(entry, actual);
  }

  private Optional<Resemblance> resemblance(ManifestEntry entry) {
    return files.known().stream()
        .filter(known -> known.path().equals(entry.path()))
        .filter(known -> known.digest().equals(entry.digest()))
        .map(KnownContent::resemblance)
        .findFirst()
        .or(() -> caseAlias(entry));
  }

  private Optional<Resemblance> caseAlias(ManifestEntry entry) {
    return nearby.caseAliases(entry.path()).stream()
        .filter(alias -> hasDigest(alias, entry.digest()))
        .map(alias -> Resemblance.CASE_ALIAS)
        .findFirst();
  }

  private boolean hasDigest(String path, Digest digest) {
    return files.tree().digest(path, digest.algorithm()).filter(digest::equals).isPresent();
  }

  private Optional<String> nearest(ManifestEntry entry) {
    return nearby.caseAliases(entry.path()).stream()
        .findFirst()
        .or(() -> nearby.ofContent(entry.digest()));
  }
}
