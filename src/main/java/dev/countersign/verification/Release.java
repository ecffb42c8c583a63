package dev.countersign.verification;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The release to verify, as GitHub describes it and never as a certificate does.
 *
 * @param serverUrl where the repository is browsed, without a trailing slash: {@code
 *     https://github.com}
 * @param repository current name of the repository
 * @param repositoryId numeric id, which survives renames and is never given to another repository
 * @param ownerId numeric id of the owner
 * @param repositoryCreatedAt when the repository came to be
 * @param visibility who may see the repository now: {@code public}, {@code private} or {@code
 *     internal}
 * @param tag name of the tag, without {@code refs/tags/}
 * @param commit object id of the commit that the tag points at now, peeled, in lower-case hex
 * @param tagObject object id of the annotated tag, where the tag is one
 */
public record Release(
    String serverUrl,
    RepositoryName repository,
    long repositoryId,
    long ownerId,
    Instant repositoryCreatedAt,
    String visibility,
    String tag,
    String commit,
    Optional<String> tagObject) {
  public Release {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(repositoryCreatedAt, "repositoryCreatedAt");
    Objects.requireNonNull(visibility, "visibility");
    ObjectIds.require(commit);
    tagObject.ifPresent(ObjectIds::require);
    if (tag.isEmpty()) {
      throw new IllegalArgumentException("a release needs a tag");
    }
    if (serverUrl.endsWith("/")) {
      throw new IllegalArgumentException("no trailing slash expected: " + serverUrl);
    }
  }

  /** {@code refs/tags/TAG}. */
  public String ref() {
    return "refs/tags/" + tag;
  }

  /** Address of the repository: {@code https://github.com/OWNER/REPO}. */
  public String repositoryUrl() {
    return serverUrl + "/" + repository.fullName();
  }
}
