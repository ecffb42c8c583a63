package dev.countersign.github;

import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

/**
 * Issues the App's own credential, a JSON Web Token signed with its private key.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">Generating
 *     a JSON Web Token (JWT) for a GitHub App</a>
 */
final class AppJwt {
  /** Whose requests are counted when the App acts in its own name. */
  static final String HOLDER = "app";

  /** GitHub recommends to allow for a clock that is this far ahead. */
  private static final Duration BACKDATED = Duration.ofSeconds(60);

  /** GitHub refuses a token that expires more than ten minutes from now. */
  private static final Duration LIFETIME = Duration.ofMinutes(9);

  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);

  private final long appId;
  private final AppPrivateKey key;
  private final InstantSource clock;

  private AppJwt(long appId, AppPrivateKey key, InstantSource clock) {
    this.appId = appId;
    this.key = key;
    this.clock = clock;
  }

  /** Credentials of the App {@code appId}, renewed a minute before they expire. */
  static Credentials credentials(long appId, AppPrivateKey key, InstantSource clock) {
    return new RenewedToken(HOLDER, new AppJwt(appId, key, clock)::issue, RENEWED_BEFORE, clock);
  }

  private AccessToken issue() {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LIFETIME);
    String jwt =
        Jwts.builder()
            .issuer(Long.toString(appId))
            .issuedAt(Date.from(now.minus(BACKDATED)))
            .expiration(Date.from(expiresAt))
            .signWith(key.key(), Jwts.SIG.RS256)
            .compact();
    return new AccessToken(jwt, expiresAt);
  }
}
