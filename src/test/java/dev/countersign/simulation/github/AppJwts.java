package dev.countersign.simulation.github;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** JSON Web Tokens as an App makes them, for the simulator's own tests. */
final class AppJwts {
  private AppJwts() {}

  static String valid(SimulatedApp app, Instant now) {
    return of(Long.toString(app.id()), now, now.plus(Duration.ofMinutes(9)), app.privateKey());
  }

  static String of(String issuer, Instant issuedAt, Instant expiry, PrivateKey key) {
    JwtBuilder builder = Jwts.builder().issuer(issuer).issuedAt(Date.from(issuedAt));
    return builder.expiration(Date.from(expiry)).signWith(key, Jwts.SIG.RS256).compact();
  }
}
