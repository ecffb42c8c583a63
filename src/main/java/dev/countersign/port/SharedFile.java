package dev.countersign.port;

import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * A file that the owner of a repository keeps for all repositories.
 *
 * @param repository where it is: {@code OWNER/.github}
 * @param entry what is at its path
 * @param content reads it, checked against its object id, up to a number of bytes; a larger one is
 *     a {@link ContentLimitException}
 */
public record SharedFile(RepositoryName repository, TreeEntry entry, LongFunction<byte[]> content) {
  public SharedFile {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(content, "content");
  }
}
