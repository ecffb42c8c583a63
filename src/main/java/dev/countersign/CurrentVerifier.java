package dev.countersign;

import dev.countersign.job.TrustedVerifier;
import dev.countersign.job.UndecidedException;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TrustedRootUnavailableException;
import dev.countersign.verification.Verifier;

/** The verifier over the trusted root that its source has at present. */
final class CurrentVerifier implements TrustedVerifier {
  private final TrustedRootSource<Verifier> source;

  CurrentVerifier(TrustedRootSource<Verifier> source) {
    this.source = source;
  }

  @Override
  public Verifier present() {
    try {
      return source.current();
    } catch (TrustedRootUnavailableException e) {
      throw new UndecidedException(
          "The server cannot verify at present: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public boolean newerMayCome() {
    return source.refreshNow();
  }
}
