package dev.countersign;

import dev.countersign.job.UndecidedException;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TrustedRootUnavailableException;
import dev.countersign.verification.TrustedMaterial;
import dev.countersign.verification.Verifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verifier over the present trusted root, prepared once for each root. */
final class CurrentVerifier implements Supplier<Verifier> {
  private static final Logger log = LoggerFactory.getLogger(CurrentVerifier.class);

  private final TrustedRootSource source;
  private volatile @Nullable Prepared prepared;

  CurrentVerifier(TrustedRootSource source) {
    this.source = source;
  }

  @Override
  public Verifier get() {
    String root;
    try {
      root = source.current();
    } catch (TrustedRootUnavailableException e) {
      throw new UndecidedException(
          "Sigstore's trusted root is not available to the server at present.", e);
    }
    Prepared present = prepared;
    return present != null && present.root().equals(root) ? present.verifier() : prepare(root);
  }

  private Verifier prepare(String root) {
    try {
      Verifier verifier = new Verifier(TrustedMaterial.parse(root));
      prepared = new Prepared(root, verifier);
      return verifier;
    } catch (IllegalArgumentException e) {
      Prepared last = prepared;
      if (last != null) {
        log.error("the new trusted root is unusable, keeping the last one", e);
        return last.verifier();
      }
      throw new UndecidedException("The trusted root that the server has is unusable.", e);
    }
  }

  private record Prepared(String root, Verifier verifier) {}
}
