package dev.countersign.job;

import dev.countersign.verification.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What a job of a repository is about; there is one job for each. */
sealed interface Subject {
  /** Id of the job: never the same for two subjects, because no tag has a colon. */
  String id(long repositoryId);

  /** What it is called in the log, and in a report that says no more. */
  String name();

  /** Our id of its check runs. */
  String externalId();

  /** The subject whose check run on {@code commit} has this id; empty when it is no id of ours. */
  static Optional<Subject> of(String externalId, String commit) {
    if (externalId.equals(Change.EXTERNAL_ID)) {
      return Optional.of(new Change(commit, "", Optional.empty()));
    }
    return externalId.startsWith(Release.EXTERNAL_ID)
            && externalId.length() > Release.EXTERNAL_ID.length()
        ? Optional.of(new Release(externalId.substring(Release.EXTERNAL_ID.length())))
        : Optional.empty();
  }

  /**
   * The verdict of a release.
   *
   * @param tag its tag
   */
  record Release(String tag) implements Subject {
    private static final String EXTERNAL_ID = "release/";

    /** Longest tag that is part of an id as it stands: with the rest it fits the column of 500. */
    private static final int LONGEST_PLAIN_TAG = 400;

    public Release {
      Objects.requireNonNull(tag, "tag");
    }

    @Override
    public String id(long repositoryId) {
      String name =
          tag.length() <= LONGEST_PLAIN_TAG
              ? tag
              : "sha256:" + Digest.sha256(tag.getBytes(StandardCharsets.UTF_8)).hex();
      return repositoryId + "/" + name;
    }

    @Override
    public String name() {
      return tag;
    }

    @Override
    public String externalId() {
      return EXTERNAL_ID + tag;
    }
  }

  /**
   * A change that somebody wants to make.
   *
   * @param head object id of its head commit
   * @param base name of the branch that it is for
   * @param pullRequest its number; empty for a merge group
   */
  record Change(String head, String base, Optional<Integer> pullRequest) implements Subject {
    private static final String EXTERNAL_ID = "change";

    public Change {
      Objects.requireNonNull(head, "head");
      Objects.requireNonNull(base, "base");
      Objects.requireNonNull(pullRequest, "pullRequest");
    }

    @Override
    public String id(long repositoryId) {
      return repositoryId + ":change:" + head;
    }

    @Override
    public String name() {
      return "This change";
    }

    @Override
    public String externalId() {
      return EXTERNAL_ID;
    }
  }

  /** All releases of the repository: whether one of them has to be looked at. */
  record Repository() implements Subject {
    @Override
    public String id(long repositoryId) {
      return repositoryId + ":survey";
    }

    @Override
    public String name() {
      return "survey";
    }

    /** It has no check run. */
    @Override
    public String externalId() {
      throw new IllegalStateException("a survey has no check run");
    }
  }
}
