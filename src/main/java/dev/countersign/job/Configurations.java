package dev.countersign.job;

import dev.countersign.policy.PolicyCache;
import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.PolicyResult;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.TreeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads what is configured: by a repository itself, else by its owner, else by nobody. */
final class Configurations {
  private final MaterialSource source;
  private final PolicyCache cache = new PolicyCache();

  Configurations(MaterialSource source) {
    this.source = source;
  }

  /**
   * The configuration of a repository.
   *
   * @param own what its default branch has at {@link PolicyFile#PATH}
   */
  Configuration of(RepositoryTarget target, Optional<TreeEntry> own) {
    return own.map(
            entry ->
                configuration(
                    new PolicyOrigin.OwnFile(),
                    entry.objectId(),
                    read(target, entry, limit -> source.blob(target, entry.objectId(), limit))))
        .or(() -> ofOwner(target))
        .orElse(Configuration.NONE);
  }

  private Optional<Configuration> ofOwner(RepositoryTarget target) {
    return source
        .sharedFile(target, PolicyFile.PATH)
        .map(
            file ->
                configuration(
                    new PolicyOrigin.OwnersFile(file.repository()),
                    file.entry().objectId(),
                    read(target, file.entry(), file.content())));
  }

  private static Configuration configuration(PolicyOrigin origin, String id, PolicyResult result) {
    return result instanceof PolicyResult.Rejected rejected
        ? new Configuration(origin, id, RepositoryPolicy.DEFAULT, rejected.errors())
        : new Configuration(origin, id, ((PolicyResult.Accepted) result).policy(), List.of());
  }

  private PolicyResult read(
      RepositoryTarget target, TreeEntry entry, LongFunction<byte[]> content) {
    if (entry.kind() != TreeEntry.Kind.FILE) {
      String kind = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return rejected("expected a regular file, found a " + kind);
    }
    if (entry.size() > PolicyFile.MAX_BYTES) {
      return rejected(PolicyFile.TOO_LARGE);
    }
    return cache
        .find(target.installationId(), entry.objectId())
        .orElseGet(
            () ->
                cache.read(
                    target.installationId(),
                    entry.objectId(),
                    content.apply(PolicyFile.MAX_BYTES)));
  }

  private static PolicyResult rejected(String message) {
    return new PolicyResult.Rejected(List.of(new PolicyError(1, 1, message)));
  }
}
