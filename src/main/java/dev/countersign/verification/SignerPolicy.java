package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who may sign a release.
 *
 * @param workflows paths of the workflow files that may sign, empty: any workflow file that exists
 *     at the tag
 * @param triggers events that may start the workflow: {@code release}
 * @param issuer OpenID Connect issuer of the certificate's identity
 * @param githubHostedOnly whether a self-hosted runner is refused
 */
public record SignerPolicy(
    List<Glob> workflows, Set<String> triggers, String issuer, boolean githubHostedOnly) {
  /** Rejects a policy that any signer would satisfy. */
  public SignerPolicy {
    workflows = List.copyOf(workflows);
    triggers = Set.copyOf(triggers);
    Objects.requireNonNull(issuer, "issuer");
    if (triggers.isEmpty() || issuer.isEmpty()) {
      throw new IllegalArgumentException("a signer policy needs a trigger and an issuer");
    }
  }
}
