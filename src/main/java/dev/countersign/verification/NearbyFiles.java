package dev.countersign.verification;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file of the tag that an entry may mean which is not there as listed. The indexes are
 * made when the first such entry comes, since most manifests have none. For one thread.
 */
final class NearbyFiles {
  /** Most paths that are looked at for one: a tag may have thousands that differ in case only. */
  static final int MOST_ALIASES = 8;

  private final TaggedTree tree;
  private @Nullable Map<String, List<String>> byFoldedPath;
  private @Nullable Map<Digest, String> byContent;

  NearbyFiles(TaggedTree tree) {
    this.tree = tree;
  }

  /** The first {@link #MOST_ALIASES} paths at the tag that differ from this one in case only. */
  List<String> caseAliases(String path) {
    if (byFoldedPath == null) {
      byFoldedPath =
          tree.entries().stream()
              .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
              .map(TreeEntry::path)
              .collect(Collectors.groupingBy(NearbyFiles::fold));
    }
    return byFoldedPath.getOrDefault(fold(path), List.of()).stream()
        .filter(alias -> !alias.equals(path))
        .limit(MOST_ALIASES)
        .toList();
  }

  /** The first path at the tag, in its order, whose file has this digest. */
  Optional<String> ofContent(Digest digest) {
    if (byContent == null) {
      byContent = indexContents();
    }
    return Optional.ofNullable(byContent.get(digest));
  }

  private Map<Digest, String> indexContents() {
    Map<Digest, String> paths = new HashMap<>();
    for (TreeEntry entry : tree.entries()) {
      for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
        tree.digest(entry.path(), algorithm)
            .ifPresent(content -> paths.putIfAbsent(content, entry.path()));
      }
    }
    return paths;
  }

  private static String fold(String path) {
    return path.toLowerCase(Locale.ROOT);
  }
}
