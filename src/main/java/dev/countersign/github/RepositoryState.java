package dev.countersign.github;

import dev.countersign.verification.RepositoryName;
import java.time.Instant;
import org.kohsuke.github.GHRepository;

/**
 * A repository as GitHub described it at one moment.
 *
 * @param api what github-api's requests start from
 * @param name current name
 * @param id numeric id
 * @param ownerId numeric id of the owner
 * @param createdAt when it came to be
 * @param visibility {@code public}, {@code private} or {@code internal}
 * @param defaultBranch name of the default branch
 * @param readAt the moment
 */
record RepositoryState(
    GHRepository api,
    RepositoryName name,
    long id,
    long ownerId,
    Instant createdAt,
    String visibility,
    String defaultBranch,
    Instant readAt) {}
