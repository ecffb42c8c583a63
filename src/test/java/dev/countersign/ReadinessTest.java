package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.delivery.Backlog;
import dev.countersign.port.AppAccess.State;
import dev.countersign.port.FakeAppAccess;
import dev.countersign.simulation.SettableClock;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TrustedRootUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What makes the server unready, part by part. */
class ReadinessTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeAppAccess app = new FakeAppAccess();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Supplier<Backlog> deliveries = () -> Backlog.NONE;
  private volatile Supplier<Backlog> jobs = () -> Backlog.NONE;
  private volatile Supplier<String> root = () -> "root";
  private final Readiness readiness =
      new Readiness(
          now -> {
            reads.incrementAndGet();
            return deliveries.get();
          },
          now -> jobs.get(),
          app,
          new Root(),
          clock);

  @AfterEach
  void close() {
    readiness.close();
  }

  @Test
  void isGivenWhereEveryPartIsAsItShouldBe() {
    app.hear(State.ACCEPTED, NOW.minusSeconds(3));

    assertThat(readiness.parts().values()).allMatch(Readiness.Part::ok).hasSize(5);
    assertThat(detail("app")).isEqualTo("GitHub accepts the App's key, heard 3 s ago");
    assertThat(detail("trustedRoot")).isEqualTo("confirmed 7200 s ago");
  }

  @Test
  void endsWhenADeliveryHasBeenDueForMoreThanFiveMinutes() {
    deliveries = () -> new Backlog(2, Optional.of(NOW.minus(Duration.ofMinutes(5))));
    assertThat(ok("deliveries")).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(ok("deliveries")).isFalse();
    assertThat(detail("deliveries")).isEqualTo("2 due, the oldest for 301 s, more than 300 s");
  }

  @Test
  void endsWhenAJobHasBeenDueForMoreThanHalfAnHour() {
    jobs = () -> new Backlog(1, Optional.of(NOW.minus(Duration.ofMinutes(30))));
    assertThat(ok("jobs")).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(ok("jobs")).isFalse();
  }

  @Test
  void endsWhenTheDatabaseCannotBeRead() {
    deliveries =
        () -> {
          throw new IllegalStateException("expected: this test's own");
        };

    assertThat(ok("database")).isFalse();
    assertThat(readiness.parts()).doesNotContainKey("deliveries");
  }

  @Test
  void isGivenAgainOnceTheDatabaseCanBeRead() {
    deliveries =
        () -> {
          throw new IllegalStateException("expected: this test's own");
        };
    assertThat(ok("database")).isFalse();

    deliveries = () -> Backlog.NONE;
    clock.advance(Duration.ofSeconds(1));
    assertThat(ok("database")).isTrue();
  }

  @Test
  void asksADatabaseThatHangsNoSecondTime() {
    CountDownLatch answer = new CountDownLatch(1);
    deliveries =
        () -> {
          awaitLatch(answer);
          return Backlog.NONE;
        };

    assertThat(detail("database")).isEqualTo("does not answer within PT1S");
    clock.advance(Duration.ofMinutes(1));
    assertThat(ok("database")).isFalse();
    assertThat(reads).hasValue(1);

    answer.countDown();
    clock.advance(Duration.ofMinutes(1));
    assertThat(ok("database")).isTrue();
    assertThat(reads).hasValue(1);
  }

  @Test
  void isFoundOutAtMostOnceASecondHoweverManyAsk() {
    assertThat(readiness.parts()).isEqualTo(readiness.parts());
    assertThat(reads).hasValue(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(readiness.parts()).isNotEmpty();
    assertThat(reads).hasValue(2);
  }

  @Test
  void endsWhileGitHubRefusesTheKeyAndNotWhileItCannotBeReached() {
    assertThat(ok("app")).isFalse();
    app.hear(State.REFUSED, NOW);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ok("app")).isFalse();
    app.hear(State.UNREACHABLE, NOW);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ok("app")).isTrue();
    assertThat(detail("app")).startsWith("GitHub does not answer");
  }

  @Test
  void asksGitHubAtMostOnceAMinuteAndNotWhereItWasJustHeardOf() {
    readiness.parts();
    await().untilAtomic(app.asked, value -> assertThat(value).isEqualTo(1));
    clock.advance(Duration.ofSeconds(59));
    readiness.parts();
    app.hear(State.ACCEPTED, clock.instant());
    clock.advance(Duration.ofSeconds(59));
    readiness.parts();
    clock.advance(Duration.ofSeconds(1));
    readiness.parts();
    await().untilAtomic(app.asked, value -> assertThat(value).isEqualTo(2));
  }

  @Test
  @Tag("threat-28")
  void endsWithoutATrustedRootThatMayBeUsed() {
    root =
        () -> {
          throw new TrustedRootUnavailableException("is too old", null);
        };

    assertThat(ok("trustedRoot")).isFalse();
    assertThat(detail("trustedRoot")).contains("is too old");
  }

  private boolean ok(String part) {
    return part(part).ok();
  }

  private String detail(String part) {
    return part(part).detail();
  }

  private Readiness.Part part(String name) {
    return Objects.requireNonNull(readiness.parts().get(name));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Root implements TrustedRootSource<String> {
    @Override
    public String current() {
      return root.get();
    }

    @Override
    public Optional<Duration> age() {
      return Optional.of(Duration.ofHours(2));
    }

    @Override
    public boolean refreshNow() {
      return false;
    }

    @Override
    public void close() {}
  }
}
