package dev.countersign.trust;

/** How a refresh ended. */
sealed interface Refresh {
  /** What to know from now on. */
  KeptState state();

  /**
   * The repository's present trusted root is known.
   *
   * @param trustedRoot content of {@code trusted_root.json}
   */
  record Confirmed(KeptState state, String trustedRoot) implements Refresh {}

  /**
   * It could not be had, or not be verified.
   *
   * @param state as before, and with root metadata that is newer and good
   */
  record Failed(KeptState state, Throwable cause) implements Refresh {}
}
