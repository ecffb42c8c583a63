package dev.countersign.verification;

import java.security.PublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an artifact and its signature files into a verdict about the signing alone. Immutable and
 * shared by all threads.
 */
public final class SigningVerifier {
  private static final Set<Check> WITH_KEY =
      EnumSet.of(Check.MATERIALS, Check.SIGNATURE, Check.LOG_ENTRY, Check.SIGNING_TIME);
  private static final Set<Check> WITH_CERTIFICATE =
      EnumSet.of(
          Check.MATERIALS,
          Check.SIGNATURE,
          Check.CERTIFICATE,
          Check.CERTIFICATE_TRANSPARENCY,
          Check.LOG_ENTRY,
          Check.SIGNING_TIME);

  private final TrustedMaterial trust;
  private final Instant legacyCutoff;

  /**
   * Prepares verifying.
   *
   * @param legacyCutoff a log entry without a checkpoint counts only when its signed time is before
   *     this
   */
  public SigningVerifier(TrustedMaterial trust, Instant legacyCutoff) {
    this.trust = Objects.requireNonNull(trust, "trust");
    this.legacyCutoff = Objects.requireNonNull(legacyCutoff, "legacyCutoff");
  }

  /** Verifies signings by a certificate that satisfies the policy. */
  public SigningVerdict verify(Artifact artifact, SignatureFiles files, IdentityPolicy signer) {
    Findings findings = new Findings();
    Optional<SigningFacts> facts = check(artifact, files, findings).check(signer::check);
    Set<Check> demanded = EnumSet.copyOf(WITH_CERTIFICATE);
    demanded.addAll(signer.checks());
    return new SigningVerdict(artifact.name(), facts, findings.inOrder(), demanded);
  }

  /** Verifies signings with a managed key, for which the caller vouches. */
  public SigningVerdict verify(Artifact artifact, SignatureFiles files, PublicKey key) {
    Findings findings = new Findings();
    check(artifact, files, findings).check(key);
    return new SigningVerdict(artifact.name(), Optional.empty(), findings.inOrder(), WITH_KEY);
  }

  private SignatureFilesCheck check(Artifact artifact, SignatureFiles files, Findings findings) {
    return new SignatureFilesCheck(trust, legacyCutoff, artifact, files, findings);
  }
}
