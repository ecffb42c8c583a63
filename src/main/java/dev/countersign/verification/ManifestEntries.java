package dev.countersign.verification;

import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Explains entries about the release's own manifests. No file can hold its own digest, so a
 * workflow that hashes everything while it writes the manifest lists what was written so far.
 */
final class ManifestEntries {
  private final String own;
  private final Map<ManifestEntry, Digest> above;
  private final Map<String, byte[]> others = new HashMap<>();

  /**
   * @param set whose manifest's entries are explained
   * @param all every set of the release
   */
  ManifestEntries(MaterialSet set, List<MaterialSet> all) {
    own = set.manifest().path();
    above = set.listing().digestsAbove(own);
    for (MaterialSet other : all) {
      others.put(other.manifest().path(), other.manifest().content());
    }
    others.remove(own);
  }

  /** Whether {@code path} is one of the release's manifests. */
  boolean areAbout(String path) {
    return path.equals(own) || others.containsKey(path);
  }

  /** What an entry is that is about a manifest. */
  EntryResult explain(ManifestEntry entry) {
    Digest listed = entry.digest();
    byte[] other = others.get(entry.path());
    if (other == null) {
      Digest expected = Objects.requireNonNull(above.get(entry));
      return listed.equals(expected) || listed.equals(ofNothing(listed))
          ? new ManifestItself(entry)
          : new ManifestItselfDiffers(entry, expected);
    }
    return isBeginning(other, listed)
        ? new ManifestItself(entry)
        : new ManifestItselfDiffers(entry, Digest.over(listed.algorithm(), other));
  }

  private static Digest ofNothing(Digest like) {
    return Digest.over(like.algorithm(), new byte[0]);
  }

  /** Whether none, some or all of the first lines of {@code content} have this digest. */
  private static boolean isBeginning(byte[] content, Digest digest) {
    MessageDigest hash = digest.algorithm().newMessageDigest();
    int hashed = 0;
    for (int end = 0; end <= content.length; end++) {
      if (end == 0 || end == content.length || content[end - 1] == '\n') {
        hash.update(content, hashed, end - hashed);
        hashed = end;
        if (Digest.of(digest.algorithm(), soFar(hash)).equals(digest)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] soFar(MessageDigest hash) {
    try {
      return ((MessageDigest) hash.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK clones its hash functions", e);
    }
  }
}
