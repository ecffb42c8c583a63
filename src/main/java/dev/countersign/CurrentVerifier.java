package dev.countersign;

import dev.countersign.job.UndecidedException;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TrustedRootUnavailableException;
import dev.countersign.verification.TrustedMaterial;
import dev.countersign.verification.Verifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The verifier over the present trusted root, prepared once for each root. */
final class CurrentVerifier implements Supplier<Verifier> {
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
    if (present == null || !present.root().equals(root)) {
      present = new Prepared(root, new Verifier(TrustedMaterial.parse(root)));
      prepared = present;
    }
    return present.verifier();
  }

  private record Prepared(String root, Verifier verifier) {}
}
