package dev.countersign.verification;

import dev.countersign.verification.EntryResult.ManifestItself;
import dev.countersign.verification.EntryResult.ManifestItselfDiffers;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Explains entries about the release's own manifests. No file can hold its own digest, so a
 * workflow that hashes everything while it writes the manifest lists what was written so far.
 */
final class ManifestEntries {
  private final String own;
  private final Map<ManifestEntry, Digest> above;
  private final Map<String, MaterialFile> others;
  private final Map<String, Set<Digest>> confirmed = new HashMap<>();
  private final Map<String, Map<Digest.Algorithm, Digest>> whole = new HashMap<>();

  /**
   * @param set whose manifest's entries are explained
   * @param all every set of the release
   */
  ManifestEntries(MaterialSet set, List<MaterialSet> all) {
    own = set.manifest().path();
    above = set.listing().digestsAbove(own);
    others =
        all.stream()
            .map(MaterialSet::manifest)
            .filter(manifest -> !manifest.path().equals(own))
            .collect(
                Collectors.toMap(MaterialFile::path, manifest -> manifest, (one, same) -> one));
    if (!others.isEmpty()) {
      confirm(set.listing());
    }
  }

  /** Whether {@code path} is one of the release's manifests. */
  boolean areAbout(String path) {
    return path.equals(own) || others.containsKey(path);
  }

  /** What an entry is that is about a manifest. */
  EntryResult explain(ManifestEntry entry) {
    Digest listed = entry.digest();
    MaterialFile other = others.get(entry.path());
    if (other != null) {
      return confirmed.getOrDefault(entry.path(), Set.of()).contains(listed)
          ? new ManifestItself(entry)
          : new ManifestItselfDiffers(entry, whole(other, listed.algorithm()));
    }
    Digest expected = Objects.requireNonNull(above.get(entry));
    return listed.equals(expected) || listed.equals(ofNothing(listed.algorithm()))
        ? new ManifestItself(entry)
        : new ManifestItselfDiffers(entry, expected);
  }

  /** Hashes each other manifest once, however many entries are about it. */
  private void confirm(Manifest manifest) {
    Map<String, Set<Digest>> listed = new HashMap<>();
    for (ManifestEntry entry : manifest.entries()) {
      if (others.containsKey(entry.path())) {
        listed.computeIfAbsent(entry.path(), none -> new HashSet<>()).add(entry.digest());
      }
    }
    listed.forEach(
        (path, digests) -> {
          Set<Digest> found = new HashSet<>();
          digests.stream()
              .map(Digest::algorithm)
              .distinct()
              .forEach(
                  algorithm ->
                      found.addAll(
                          beginnings(
                              Objects.requireNonNull(others.get(path)).uncopied(),
                              algorithm,
                              digests)));
          confirmed.put(path, found);
        });
  }

  /** Those of the digests that none, some or all of the first lines of {@code content} have. */
  private static Set<Digest> beginnings(
      byte[] content, Digest.Algorithm algorithm, Set<Digest> listed) {
    Set<Digest> found = new HashSet<>();
    MessageDigest hash = algorithm.newMessageDigest();
    int hashed = 0;
    for (int end = 0; end <= content.length; end++) {
      if (end == 0 || end == content.length || content[end - 1] == '\n') {
        hash.update(content, hashed, end - hashed);
        hashed = end;
        Digest beginning = Digest.soFar(algorithm, hash);
        if (listed.contains(beginning)) {
          found.add(beginning);
        }
      }
    }
    return found;
  }

  private Digest whole(MaterialFile other, Digest.Algorithm algorithm) {
    return whole
        .computeIfAbsent(other.path(), none -> new EnumMap<>(Digest.Algorithm.class))
        .computeIfAbsent(algorithm, kind -> Digest.over(kind, other.uncopied()));
  }

  private static Digest ofNothing(Digest.Algorithm algorithm) {
    return Digest.over(algorithm, new byte[0]);
  }
}
