package dev.countersign;

import dev.countersign.delivery.Backlog;
import dev.countersign.port.AppAccess;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TrustedRootUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server can do its work: each part by itself, found out at most once a second.
 *
 * <p>A GitHub that cannot be reached does not make the server unready: deliveries that come in
 * spite of it can be kept, and GitHub does not repeat those that find no server.
 */
final class Readiness implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);

  /** Handling one takes milliseconds: beyond this something stands still. */
  private static final Duration DELIVERY_LAG = Duration.ofMinutes(5);

  /** A verification may take minutes, and many may be due at once. */
  private static final Duration JOB_LAG = Duration.ofMinutes(30);

  private final Function<Instant, Backlog> deliveries;
  private final Function<Instant, Backlog> jobs;
  private final AppAccess app;
  private final TrustedRootSource<?> trustedRoot;
  private final InstantSource clock;
  private final ExecutorService databaseThread = thread("readiness-database");
  private final ExecutorService gitHubThread = thread("readiness-github");
  private Map<String, Part> last = Map.of();
  private Instant lastAt = Instant.MIN;
  private Instant nextQuestion = Instant.MIN;
  private @Nullable Future<Queues> reading;

  /**
   * Finds out nothing yet.
   *
   * @param deliveries reads from the database what is due; may throw and may hang
   * @param jobs the same
   */
  Readiness(
      Function<Instant, Backlog> deliveries,
      Function<Instant, Backlog> jobs,
      AppAccess app,
      TrustedRootSource<?> trustedRoot,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.jobs = jobs;
    this.app = app;
    this.trustedRoot = trustedRoot;
    this.clock = clock;
  }

  /**
   * One part of what the server needs.
   *
   * @param ok whether it is as it should be
   * @param detail for the operator; no secret and no name of a repository
   */
  record Part(boolean ok, String detail) {}

  /** The parts by name, in the order of the request's way. */
  synchronized Map<String, Part> parts() {
    Instant now = clock.instant();
    if (now.isBefore(lastAt) || !now.isBefore(lastAt.plus(KEPT))) {
      Map<String, Part> parts = new LinkedHashMap<>();
      addDatabase(parts, now);
      parts.put("app", app(now));
      parts.put("trustedRoot", trustedRoot());
      last = parts;
      lastAt = now;
    }
    return last;
  }

  @Override
  public void close() {
    databaseThread.shutdownNow();
    gitHubThread.shutdownNow();
  }

  private void addDatabase(Map<String, Part> parts, Instant now) {
    Future<Queues> pending = reading;
    if (pending == null) {
      pending = databaseThread.submit(() -> new Queues(deliveries.apply(now), jobs.apply(now)));
      reading = pending;
    }
    try {
      Queues queues = pending.get(DATABASE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      reading = null;
      parts.put("database", new Part(true, "answers"));
      parts.put("deliveries", lag(queues.deliveries(), DELIVERY_LAG, now));
      parts.put("jobs", lag(queues.jobs(), JOB_LAG, now));
    } catch (TimeoutException e) {
      // The same question stays open: another one would only take another connection.
      parts.put("database", new Part(false, "does not answer within " + DATABASE_PATIENCE));
    } catch (ExecutionException e) {
      reading = null;
      log.warn("the database cannot be read", e.getCause());
      parts.put("database", new Part(false, "cannot be read; see the log"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      parts.put("database", new Part(false, "was not asked"));
    }
  }

  private static Part lag(Backlog backlog, Duration bound, Instant now) {
    Duration lag = backlog.lag(now);
    String detail = "%d due, the oldest for %d s".formatted(backlog.due(), lag.toSeconds());
    return lag.compareTo(bound) <= 0
        ? new Part(true, detail)
        : new Part(false, detail + ", more than " + bound.toSeconds() + " s");
  }

  private Part app(Instant now) {
    AppAccess.Standing standing = app.standing();
    boolean known = standing.state() != AppAccess.State.UNKNOWN;
    boolean recent = known && now.isBefore(standing.at().plus(BETWEEN_QUESTIONS));
    if (!recent && !now.isBefore(nextQuestion)) {
      nextQuestion = now.plus(BETWEEN_QUESTIONS);
      gitHubThread.execute(app::ask);
    }
    return switch (standing.state()) {
      case UNKNOWN -> new Part(false, "GitHub has not been asked yet");
      case ACCEPTED -> new Part(true, "GitHub accepts the App's key" + ago(standing, now));
      case REFUSED ->
          new Part(false, "GitHub refuses APP_ID with PRIVATE_KEY (or _PATH)" + ago(standing, now));
      case UNREACHABLE -> new Part(true, "GitHub does not answer" + ago(standing, now));
    };
  }

  private static String ago(AppAccess.Standing standing, Instant now) {
    return ", heard " + Duration.between(standing.at(), now).toSeconds() + " s ago";
  }

  private Part trustedRoot() {
    try {
      var unused = trustedRoot.current();
    } catch (TrustedRootUnavailableException e) {
      return new Part(false, String.valueOf(e.getMessage()));
    }
    return new Part(
        true,
        trustedRoot
            .age()
            .map(age -> "confirmed " + age.toSeconds() + " s ago")
            .orElse("read from the operator's file"));
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private record Queues(Backlog deliveries, Backlog jobs) {}
}
