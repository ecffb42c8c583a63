package dev.countersign.cli;

import dev.countersign.verification.SigningVerdict;

/** What came out for one input. */
sealed interface Result {
  /** Whether it is verified, positively. */
  boolean verified();

  /** It was judged. */
  record Judged(SigningVerdict verdict) implements Result {
    @Override
    public boolean verified() {
      return verdict.verified();
    }
  }

  /**
   * It could not be judged.
   *
   * @param input as it was given
   * @param why one clause
   */
  record NotJudged(String input, String why) implements Result {
    @Override
    public boolean verified() {
      return false;
    }
  }
}
