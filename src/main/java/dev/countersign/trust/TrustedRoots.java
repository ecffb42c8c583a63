package dev.countersign.trust;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a trusted root once, for a command that runs and ends. */
public final class TrustedRoots {
  private static final Logger log = LoggerFactory.getLogger(TrustedRoots.class);

  /** A root that was confirmed within this time is used without asking. */
  private static final Duration FRESH = Duration.ofHours(24);

  private static final Duration MAX_AGE = Duration.ofDays(7);

  private TrustedRoots() {}

  /**
   * The repository's present trusted root: the kept one if it was confirmed within 24 hours, else
   * the one that TUF gives, else the kept one if it was confirmed within 7 days.
   *
   * @param folder where roots are kept, such as {@link #cacheFolder}
   * @param parser throws {@link IllegalArgumentException} for a root that cannot be used
   * @throws TrustedRootUnavailableException if there is none of these, with a sentence that says
   *     why
   */
  public static <T> T fetch(
      TufRepository repository, Path folder, InstantSource clock, Function<String, T> parser) {
    ConfirmedRoot<T> root = new ConfirmedRoot<>(repository, folder, clock, parser);
    Optional<Confirmed<T>> kept = root.get().filter(is -> is.isWithin(FRESH, clock.instant()));
    if (kept.isPresent()) {
      return kept.get().parsed();
    }
    try {
      return root.refresh().parsed();
    } catch (RefreshFailedException e) {
      T old = keptOne(root, clock.instant(), e);
      log.warn("{}; the kept one is used", e.getMessage(), e);
      return old;
    }
  }

  /**
   * The kept trusted root, without asking anybody.
   *
   * @throws TrustedRootUnavailableException if none was confirmed within 7 days
   */
  public static <T> T kept(
      TufRepository repository, Path folder, InstantSource clock, Function<String, T> parser) {
    ConfirmedRoot<T> root = new ConfirmedRoot<>(repository, folder, clock, parser);
    return keptOne(root, clock.instant(), null);
  }

  /** The user's folder of trusted roots, below {@code XDG_CACHE_HOME} or {@code ~/.cache}. */
  public static Path cacheFolder(Map<String, String> environment) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache");
    try {
      Path given = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
      cache = given.isAbsolute() ? given : cache; // the convention: a relative one does not count
    } catch (InvalidPathException e) {
      log.debug("XDG_CACHE_HOME is no path", e);
    }
    return cache.resolve("countersign").resolve("tuf");
  }

  private static <T> T keptOne(
      ConfirmedRoot<T> root, Instant now, @Nullable RefreshFailedException failure) {
    String why = failure == null ? "" : " (" + failure.getMessage() + ")";
    Confirmed<T> kept =
        root.get()
            .orElseThrow(
                () ->
                    new TrustedRootUnavailableException(
                        "is not to be had: none was kept" + why, failure));
    if (!kept.isWithin(MAX_AGE, now)) {
      throw new TrustedRootUnavailableException(kept.tooOld(MAX_AGE, now) + why, failure);
    }
    return kept.parsed();
  }
}
