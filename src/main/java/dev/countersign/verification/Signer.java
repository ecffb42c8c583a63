package dev.countersign.verification;

import java.time.Instant;
import java.util.Optional;

/** Who must have signed. */
interface Signer {
  /** Gathers findings about every claim in which the certificate names somebody else. */
  void check(FulcioClaims claims, Optional<Instant> signedAt, Findings findings);
}
