package dev.countersign.delivery;

import static dev.countersign.delivery.Payload.required;

import dev.countersign.delivery.Payload.Commit;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.TagChanged;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happened to branches and tags. */
final class PushReader {
  private static final String TAGS = "refs/tags/";

  /** The most commits that a payload lists; where there are as many, there may be more. */
  private static final int MOST_COMMITS = 2_048;

  /** A list of a commit's files that is as long may have been cut. */
  private static final int MOST_FILES = 3_000;

  private PushReader() {}

  /** A branch or tag was created, moved or deleted by a push. */
  static WebhookEvent push(Payload payload) {
    String ref = required(payload.ref(), "ref");
    if (ref.startsWith(TAGS)) {
      return new TagChanged(payload.target(), ref.substring(TAGS.length()));
    }
    String branch =
        required(
            required(payload.repository(), "repository").defaultBranch(),
            "repository.default_branch");
    if (!ref.equals("refs/heads/" + branch)) {
      return new Ignored("the push was to " + ref + ", the default branch is " + branch);
    }
    return new DefaultBranchPushed(payload.target(), paths(payload));
  }

  /** A branch or tag was created or deleted by any means. */
  static WebhookEvent createdOrDeleted(Payload payload) {
    String kind = required(payload.refType(), "ref_type");
    return kind.equals("tag")
        ? new TagChanged(payload.target(), required(payload.ref(), "ref"))
        : new Ignored("it was a " + kind + ", not a tag");
  }

  /** The changed files, if the payload says all of them. */
  private static Optional<Set<String>> paths(Payload payload) {
    List<Commit> commits = payload.commits();
    if (commits == null
        || commits.size() >= MOST_COMMITS
        || isTrue(payload.created())
        || isTrue(payload.deleted())
        || isTrue(payload.forced())
        || commits.stream().noneMatch(commit -> isHead(commit, payload))) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>();
    for (Commit commit : commits) {
      if (!addAll(commit.added(), paths)
          || !addAll(commit.modified(), paths)
          || !addAll(commit.removed(), paths)) {
        return Optional.empty();
      }
    }
    return Optional.of(paths);
  }

  private static boolean isHead(Commit commit, Payload payload) {
    return commit.id() != null && commit.id().equals(payload.after());
  }

  private static boolean addAll(@Nullable List<String> files, Set<String> paths) {
    if (files == null || files.size() >= MOST_FILES) {
      return false;
    }
    paths.addAll(files);
    return true;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
