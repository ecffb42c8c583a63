package dev.countersign.verification;

import dev.countersign.verification.EntryResult.GitInternal;
import dev.countersign.verification.EntryResult.GitInternalConfirmed;
import dev.countersign.verification.EntryResult.GitInternalNotCheckable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains entries below {@code .git/}, which a workflow lists when it hashes every file of its
 * checkout. They are no part of the release: one that cannot be confirmed is not a fault.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">Git repository layout</a>
 */
final class GitInternals {
  private static final String FOLDER = ".git/";
  private static final Pattern LOOSE_OBJECT =
      Pattern.compile("objects/([0-9a-f]{2})/([0-9a-f]{38}|[0-9a-f]{62})");

  private final Map<String, Set<Digest>> determined = new HashMap<>();
  private final TaggedTree tree;
  private @Nullable Set<String> objects;

  GitInternals(Release release, TaggedTree tree) {
    this.tree = tree;
    determine("HEAD", release.commit() + "\n");
    determine("shallow", release.commit() + "\n");
    determine(release.ref(), release.commit() + "\n");
    release.tagObject().ifPresent(tag -> determine(release.ref(), tag + "\n"));
    determine(
        "FETCH_HEAD",
        release.commit() + "\t\t'" + release.commit() + "' of " + release.repositoryUrl() + "\n");
  }

  static boolean isInternal(String path) {
    return path.startsWith(FOLDER);
  }

  EntryResult explain(ManifestEntry entry) {
    String path = entry.path().substring(FOLDER.length());
    if (determined.getOrDefault(path, Set.of()).contains(entry.digest())) {
      return new GitInternalConfirmed(entry, GitInternal.DETERMINED_BY_TAG);
    }
    Matcher object = LOOSE_OBJECT.matcher(path);
    if (object.matches() && objects().contains(object.group(1) + object.group(2))) {
      return new GitInternalConfirmed(entry, GitInternal.OBJECT_OF_TAG);
    }
    if (GitTemplates.isStock(path, entry.digest())) {
      return new GitInternalConfirmed(entry, GitInternal.STOCK_TEMPLATE);
    }
    return new GitInternalNotCheckable(entry);
  }

  /** There are as many as files, and most manifests list none. */
  private Set<String> objects() {
    if (objects == null) {
      objects = tree.objectIds();
    }
    return objects;
  }

  private void determine(String path, String content) {
    determined
        .computeIfAbsent(path, none -> new HashSet<>())
        .add(Digest.sha256(content.getBytes(StandardCharsets.UTF_8)));
  }
}
