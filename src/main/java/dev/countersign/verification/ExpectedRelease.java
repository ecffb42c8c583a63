package dev.countersign.verification;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The immutable release that an attestation must be about, as far as it is known.
 *
 * @param repository current name of the repository
 * @param repositoryId numeric id of the repository
 * @param ownerId numeric id of the owner
 * @param tag name of the tag, without {@code refs/tags/}
 * @param objects ids of what the tag names, each of which tells the commit: the commit itself and,
 *     of an annotated tag, the tag object; empty: not known
 * @param assets SHA-256 of every asset of the release by name; empty: they are not known
 */
public record ExpectedRelease(
    RepositoryName repository,
    OptionalLong repositoryId,
    OptionalLong ownerId,
    String tag,
    Set<String> objects,
    Optional<Map<String, Digest>> assets) {
  public ExpectedRelease {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(tag, "tag");
    objects = Set.copyOf(objects);
    assets = assets.map(Map::copyOf);
  }

  /** What an attestation of it decides. */
  Set<Check> checks() {
    Set<Check> checks = EnumSet.of(Check.REPOSITORY, Check.TAG);
    if (!objects.isEmpty()) {
      checks.add(Check.COMMIT);
    }
    assets.ifPresent(known -> checks.add(Check.CONTENTS));
    return checks;
  }
}
