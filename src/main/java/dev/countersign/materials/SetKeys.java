package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Glob;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys of material sets: two sets have the same one when they have the same files. */
public final class SetKeys {
  private static final int LENGTH = 32;

  private SetKeys() {}

  /**
   * The key of each manifest of a listing with its signature files, by the manifest's path.
   *
   * @param patterns which files are manifests
   */
  public static Map<String, String> of(Tree branch, List<Glob> patterns) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (TreeEntry manifest : MaterialNames.manifests(branch.entries(), patterns)) {
      keys.put(manifest.path(), key(manifest, branch.entries()));
    }
    return keys;
  }

  private static String key(TreeEntry manifest, TreeListing listing) {
    String files =
        Stream.concat(
                Stream.of(manifest),
                MaterialNames.siblings(manifest.path(), listing).stream()
                    .flatMap(path -> listing.entry(path).stream()))
            .map(file -> file.objectId() + " " + file.path())
            .collect(Collectors.joining("\n"));
    return Digest.sha256(files.getBytes(UTF_8)).hex().substring(0, LENGTH);
  }
}
