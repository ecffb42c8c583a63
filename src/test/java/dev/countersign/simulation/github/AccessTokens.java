package dev.countersign.simulation.github;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Installation access tokens: given for an hour, revocable. */
final class AccessTokens {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
  private final InstantSource clock;

  AccessTokens(InstantSource clock) {
    this.clock = clock;
  }

  AccessToken issue(
      SimulatedInstallation installation,
      Permissions permissions,
      Set<Long> repositoryIds,
      boolean narrowed) {
    String value = "ghs_" + UUID.randomUUID().toString().replace("-", "") + "0123";
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
    AccessToken token =
        new AccessToken(value, installation, permissions, repositoryIds, narrowed, expiresAt);
    tokens.put(value, token);
    return token;
  }

  /** The token of this value, unless it has expired or was revoked. */
  Optional<AccessToken> valid(String value) {
    return Optional.ofNullable(tokens.get(value))
        .filter(token -> clock.instant().isBefore(token.expiresAt()));
  }

  void revokeAll() {
    tokens.clear();
  }

  void revokeOf(SimulatedInstallation installation) {
    tokens.values().removeIf(token -> token.installation() == installation);
  }
}
