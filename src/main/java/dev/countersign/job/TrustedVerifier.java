package dev.countersign.job;

import dev.countersign.verification.Verifier;

/** The verifier over the present trusted root, and the way to a newer one. */
public interface TrustedVerifier {
  /**
   * The present verifier.
   *
   * @throws UndecidedException if there is no trusted root, or if it is too old
   */
  Verifier present();

  /**
   * Asks for a newer trusted root, and answers without waiting for it.
   *
   * @return whether one may come; false if the present one has only just been confirmed
   */
  boolean newerMayCome();
}
