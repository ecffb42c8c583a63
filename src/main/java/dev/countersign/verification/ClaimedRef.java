package dev.countersign.verification;

import java.util.List;
import java.util.Optional;

/**
 * The Git ref that a material set's certificate names. Unverified: it may sort a set to a release
 * that is known otherwise, and nothing else.
 */
public final class ClaimedRef {
  private ClaimedRef() {}

  /** The ref, if there are signings and each of them names this one. */
  public static Optional<String> of(MaterialSet set) {
    List<Optional<String>> refs =
        new SigningReader(set.signatureFiles())
            .read().stream().map(reading -> of(reading.signing())).distinct().toList();
    return refs.size() == 1 ? refs.get(0) : Optional.empty();
  }

  private static Optional<String> of(Outcome<SignedBundle> signing) {
    Outcome<FulcioClaims> claims =
        signing.then(
            readable ->
                readable.key() instanceof KeyMaterial.Certified certified
                    ? FulcioClaims.of(certified)
                    : Outcome.rejected(ReasonCode.CERTIFICATE_MISSING, "a certificate", "none"));
    return claims instanceof Outcome.Read<FulcioClaims> read
        ? read.value().get(Claim.SOURCE_REPOSITORY_REF).or(() -> read.value().get(Claim.REF_V1))
        : Optional.empty();
  }
}
