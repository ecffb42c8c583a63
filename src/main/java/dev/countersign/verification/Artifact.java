package dev.countersign.verification;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is about: named bytes, or their digests alone where the bytes are not at hand.
 * Immutable, but for remembering digests that were once asked for.
 */
public final class Artifact {
  private final String name;
  private final byte @Nullable [] content;
  private final Map<Digest.Algorithm, Digest> digests;

  private Artifact(String name, byte @Nullable [] content, Map<Digest.Algorithm, Digest> digests) {
    this.name = Objects.requireNonNull(name, "name");
    this.content = content;
    this.digests = new ConcurrentHashMap<>(digests);
  }

  /** An artifact whose bytes are at hand. */
  public static Artifact of(String name, byte[] content) {
    return new Artifact(name, content.clone(), Map.of());
  }

  /** A committed file, whose bytes are shared. */
  static Artifact of(MaterialFile file) {
    return new Artifact(file.path(), file.uncopied(), Map.of());
  }

  /**
   * An artifact known by its digests, at most one of each algorithm.
   *
   * @throws IllegalArgumentException if there is no digest
   */
  public static Artifact ofDigests(String name, Collection<Digest> digests) {
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("an artifact needs bytes or a digest: " + name);
    }
    return new Artifact(
        name,
        null,
        digests.stream().collect(Collectors.toMap(Digest::algorithm, Function.identity())));
  }

  /** What the reader calls it: a path, or the digest as it was given. */
  public String name() {
    return name;
  }

  /** Its digest; empty when neither the bytes nor this digest are at hand. */
  Optional<Digest> digest(Digest.Algorithm algorithm) {
    return content == null
        ? Optional.ofNullable(digests.get(algorithm))
        : Optional.of(digests.computeIfAbsent(algorithm, asked -> Digest.over(asked, content)));
  }

  /** Its bytes, not copied; empty when only digests are at hand. */
  Optional<byte[]> content() {
    return Optional.ofNullable(content);
  }
}
