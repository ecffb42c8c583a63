package dev.countersign.trust;

import dev.sigstore.json.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good trusted root of a TUF repository: in memory for every thread, and on disk for the
 * next start. One thread at a time may refresh it.
 *
 * @param <T> what a trusted root is parsed into
 */
final class ConfirmedRoot<T> {
  private static final Logger log = LoggerFactory.getLogger(ConfirmedRoot.class);

  /** By how much clocks may differ before a time in the future is a lie. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final TufRepository repository;
  private final TufClient client;
  private final KeptStateFile file;
  private final InstantSource clock;
  private final Function<String, T> parser;
  private KeptState kept;
  private volatile @Nullable Confirmed<T> confirmed;

  /**
   * Takes up what is on disk.
   *
   * @param parser throws {@link IllegalArgumentException} for a root that cannot be used
   */
  ConfirmedRoot(
      TufRepository repository, Path folder, InstantSource clock, Function<String, T> parser) {
    this.repository = repository;
    this.clock = clock;
    this.parser = parser;
    client = new TufClient(repository, new HttpMirror(repository.url(), repository.patience()));
    file = new KeptStateFile(folder, repository.url());
    kept = load();
    confirmed = verified(kept);
  }

  /** The last good one, however old. */
  Optional<Confirmed<T>> get() {
    return Optional.ofNullable(confirmed);
  }

  /**
   * Asks the repository and takes up what it has.
   *
   * @throws RefreshFailedException if that is not to be had or not to be used; the last good one
   *     stays
   */
  Confirmed<T> refresh() throws RefreshFailedException {
    Instant now = clock.instant();
    Refresh refresh = client.refresh(kept, now);
    if (refresh instanceof Refresh.Confirmed good) {
      return takeUp(good, now);
    }
    Throwable cause = ((Refresh.Failed) refresh).cause();
    if (!refresh.state().files().byPath().keySet().equals(kept.files().byPath().keySet())) {
      keep(refresh.state());
    }
    throw new RefreshFailedException(
        "the trusted root could not be fetched from %s: %s"
            .formatted(repository.url(), oneLine(cause)),
        cause);
  }

  private static String oneLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }

  private Confirmed<T> takeUp(Refresh.Confirmed good, Instant now) throws RefreshFailedException {
    Confirmed<T> last = confirmed;
    boolean same = last != null && last.json().equals(good.trustedRoot());
    Confirmed<T> next;
    try {
      next =
          same && last != null
              ? new Confirmed<>(last.json(), last.parsed(), now)
              : new Confirmed<>(good.trustedRoot(), parser.apply(good.trustedRoot()), now);
    } catch (IllegalArgumentException e) {
      throw new RefreshFailedException(
          "the trusted root of %s is unusable: %s".formatted(repository.url(), e.getMessage()), e);
    }
    confirmed = next;
    keep(good.state());
    if (!same) {
      log.info("a new trusted root of {} is in use", repository.url());
    }
    return next;
  }

  private void keep(KeptState state) {
    kept = state;
    try {
      file.save(state);
    } catch (IOException e) {
      log.warn("the trusted root is in use but could not be kept for the next start", e);
    }
  }

  private KeptState load() {
    try {
      return file.load();
    } catch (IOException e) {
      log.warn("the kept trusted root cannot be read and is not used: {}", oneLine(e));
      return KeptState.NONE;
    }
  }

  private @Nullable Confirmed<T> verified(KeptState state) {
    Instant at = state.confirmedAt();
    if (at == null) {
      return null;
    }
    if (at.isAfter(clock.instant().plus(SKEW))) {
      log.warn("the kept trusted root says to be of {}, which is to come, and is not used", at);
      return null;
    }
    try {
      String json = client.verify(state.files(), at);
      return new Confirmed<>(json, parser.apply(json), at);
    } catch (IOException | JsonParseException | RuntimeException | StackOverflowError e) {
      log.warn("the kept trusted root is not good and is not used: {}", oneLine(e));
      return null;
    }
  }
}
