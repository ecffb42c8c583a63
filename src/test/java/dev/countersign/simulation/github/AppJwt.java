package dev.countersign.simulation.github;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** The check of an App's JSON Web Token, with GitHub's rules and words. */
final class AppJwt {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final SimulatedApp app;
  private final InstantSource clock;

  AppJwt(SimulatedApp app, InstantSource clock) {
    this.app = app;
    this.clock = clock;
  }

  /** Throws an {@link HttpError} unless the token proves that the App asks. */
  void check(String token) {
    Instant now = clock.instant();
    Claims claims = verified(token, now);
    Object issuer = claims.get("iss");
    if (!Set.of(Long.toString(app.id()), app.clientId()).contains(String.valueOf(issuer))) {
      throw new HttpError(404, "Integration not found");
    }
    Date expiration = claims.getExpiration();
    if (expiration == null) {
      throw new HttpError(401, "Missing 'expiration time' claim ('exp') in assertion");
    }
    if (expiration.toInstant().isAfter(now.plus(LONGEST))) {
      throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
    }
    Date issuedAt = claims.getIssuedAt();
    if (issuedAt == null || issuedAt.toInstant().isAfter(now.plus(SKEW))) {
      throw new HttpError(
          401,
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion"
              + " was issued");
    }
  }

  private Claims verified(String token, Instant now) {
    try {
      Jws<Claims> jws =
          Jwts.parser()
              .verifyWith(app.publicKey())
              .clock(() -> Date.from(now))
              .build()
              .parseSignedClaims(token);
      if (!jws.getHeader().getAlgorithm().equals("RS256")) {
        throw new HttpError(401, "A JSON web token could not be decoded");
      }
      return jws.getPayload();
    } catch (ExpiredJwtException e) {
      throw new HttpError(
          401,
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at"
              + " which the assertion expires");
    } catch (JwtException | IllegalArgumentException e) {
      throw new HttpError(401, "A JSON web token could not be decoded");
    }
  }
}
