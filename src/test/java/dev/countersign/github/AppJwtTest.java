package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AppJwtTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Credentials credentials =
      AppJwt.credentials(4711, AppPrivateKey.parse(TestKeys.pkcs8(TestKeys.APP)), now::get);

  @Test
  void namesTheAppAndAllowsForASlowClock() {
    Jws<Claims> jwt =
        Jwts.parser()
            .verifyWith(TestKeys.APP.getPublic())
            .clock(() -> Date.from(NOW))
            .build()
            .parseSignedClaims(credentials.authorization().substring("Bearer ".length()));
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo("RS256");
    assertThat(jwt.getPayload().getIssuer()).isEqualTo("4711");
    assertThat(jwt.getPayload().getIssuedAt()).isEqualTo(NOW.minusSeconds(60));
    assertThat(jwt.getPayload().getExpiration()).isEqualTo(NOW.plus(Duration.ofMinutes(9)));
  }

  @Test
  void isReusedUntilAMinuteBeforeItExpires() {
    String first = credentials.authorization();
    now.set(NOW.plus(Duration.ofMinutes(8)).minusMillis(1));
    assertThat(credentials.authorization()).isEqualTo(first);
    now.set(NOW.plus(Duration.ofMinutes(8)));
    assertThat(credentials.authorization()).isNotEqualTo(first);
  }

  @Test
  void isSignedAnewAfterARejection() {
    String first = credentials.authorization();
    now.set(NOW.plusSeconds(1));
    credentials.rejected(first);
    assertThat(credentials.authorization()).isNotEqualTo(first);
  }

  @Test
  void aLateRejectionDoesNotTouchTheNextToken() {
    String first = credentials.authorization();
    now.set(NOW.plusSeconds(1));
    credentials.rejected(first);
    String second = credentials.authorization();
    now.set(NOW.plusSeconds(2));
    credentials.rejected(first);
    assertThat(credentials.authorization()).isEqualTo(second);
  }
}
