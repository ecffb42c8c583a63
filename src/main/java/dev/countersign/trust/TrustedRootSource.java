package dev.countersign.trust;

import java.time.Duration;
import java.util.Optional;

/**
 * Provides the trusted root to verify with, parsed once for each new content. Shared by all
 * threads.
 *
 * @param <T> what a trusted root is parsed into
 */
public interface TrustedRootSource<T> extends AutoCloseable {
  /**
   * The present trusted root; the same instance as long as its content has not changed.
   *
   * @throws TrustedRootUnavailableException if there is none, or if it is too old
   */
  T current();

  /**
   * How long ago it was last confirmed that this is the present trusted root; empty if it never was
   * or if, as with a file, age says nothing. It may be more than {@link #current} accepts.
   */
  Optional<Duration> age();

  /**
   * Asks for a newer root at once, because something is signed in the name of a log or an authority
   * that the present one does not know. Never waits; asking often does no more than asking once.
   *
   * @return whether a newer root may come, so that asking {@link #current} again later makes sense;
   *     false if the present one has only just been confirmed
   */
  boolean refreshNow();

  @Override
  void close();
}
