package dev.countersign.trust;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trusted root of a Sigstore instance, refreshed through The Update Framework by one thread: at
 * the start, daily, and on demand. A refresh that fails leaves the last good root in use, also that
 * of an earlier process, until it is too old.
 */
public final class TufTrustedRoot<T> implements TrustedRootSource<T> {
  private static final Logger log = LoggerFactory.getLogger(TufTrustedRoot.class);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final ConfirmedRoot<T> root;
  private final Duration maxAge;
  private final InstantSource clock;
  private final RefreshSchedule schedule;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "trusted-root");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Takes up what an earlier process kept, and starts refreshing.
   *
   * @param folder where the last good state is kept; made when it is needed
   * @param maxAge how long a root counts after it was last confirmed
   * @param parser throws {@link IllegalArgumentException} for a root that cannot be used
   */
  public TufTrustedRoot(
      TufRepository repository,
      Path folder,
      Duration maxAge,
      InstantSource clock,
      Function<String, T> parser) {
    this.maxAge = maxAge;
    this.clock = clock;
    root = new ConfirmedRoot<>(repository, folder, clock, parser);
    Duration half = maxAge.dividedBy(2);
    schedule = new RefreshSchedule(half.compareTo(DAILY) < 0 ? half : DAILY);
    var unused =
        thread.scheduleWithFixedDelay(
            this::refreshIfDue, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public T current() {
    Confirmed<T> present =
        root.get()
            .orElseThrow(
                () ->
                    new TrustedRootUnavailableException(
                        "has not been fetched yet; the log says why", null));
    Instant now = clock.instant();
    if (!present.isWithin(maxAge, now)) {
      throw new TrustedRootUnavailableException(present.tooOld(maxAge, now), null);
    }
    return present.parsed();
  }

  @Override
  public Optional<Duration> age() {
    return root.get().map(present -> present.age(clock.instant()));
  }

  @Override
  public boolean refreshNow() {
    boolean newerMayCome = schedule.demand(clock.instant());
    if (newerMayCome) {
      try {
        thread.execute(this::refreshIfDue);
      } catch (RejectedExecutionException e) {
        log.debug("no refresh while the server stops", e);
      }
    }
    return newerMayCome;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void refreshIfDue() {
    Instant now = clock.instant();
    if (!schedule.isDue(now)) {
      return;
    }
    try {
      root.refresh();
      schedule.succeeded(now);
    } catch (Throwable e) {
      // Nothing may end the ticking: the last good root stays, and the next attempt comes.
      Duration wait = schedule.failed(now);
      if (!thread.isShutdown()) {
        log.warn("{}; next attempt in {} minutes", e.getMessage(), wait.toMinutes(), e);
      }
    }
  }
}
