package dev.countersign.trust;

/** Provides the trusted root to verify with. */
public interface TrustedRootSource extends AutoCloseable {
  /**
   * The present {@code trusted_root.json}; the same instance as long as it has not changed.
   *
   * @throws TrustedRootUnavailableException if none could be had so far
   */
  String current();

  @Override
  void close();
}
