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

  private final Release release;
  private final TaggedTree tree;

  // Most manifests list nothing of Git's.
  private @Nullable Map<String, Set<Digest>> determined;
  private @Nullable Set<String> objects;

  GitInternals(Release release, TaggedTree tree) {
    this.release = release;
    this.tree = tree;
  }

  static boolean isInternal(String path) {
    return path.startsWith(FOLDER);
  }

  EntryResult explain(ManifestEntry entry) {
    String path = entry.path().substring(FOLDER.length());
    if (determined().getOrDefault(path, Set.of()).contains(entry.digest())) {
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

  /** There are as many as files. */
  private Set<String> objects() {
    if (objects == null) {
      objects = tree.objectIds();
    }
    return objects;
  }

  private Map<String, Set<Digest>> determined() {
    if (determined == null) {
      String commit = release.commit();
      Map<String, Set<Digest>> files = new HashMap<>();
      determine(files, "HEAD", commit);
      determine(files, "shallow", commit);
      determine(files, release.ref(), commit);
      release.tagObject().ifPresent(tag -> determine(files, release.ref(), tag));
      determine(files, "FETCH_HEAD", commit + "\t\t'" + commit + "' of " + release.repositoryUrl());
      determined = files;
    }
    return determined;
  }

  private static void determine(Map<String, Set<Digest>> files, String path, String line) {
    files
        .computeIfAbsent(path, none -> new HashSet<>())
        .add(Digest.sha256((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
