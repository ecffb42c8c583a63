package dev.countersign.verification;

import java.util.Optional;

/**
 * The repository that a workflow ran for, by its name: older certificates give the name, newer ones
 * its address; each must be right where it is present, and one must be.
 *
 * @param name which repository
 * @param serverUrl where repositories are browsed, without a trailing slash
 */
record RepositoryNameClaims(RepositoryName name, String serverUrl) implements Signer {
  @Override
  public void check(SignerEvidence evidence, Findings findings) {
    FulcioClaims claims = evidence.claims();
    Optional<String> oldName = claims.get(Claim.REPOSITORY_V1);
    Optional<String> address = claims.get(Claim.SOURCE_REPOSITORY_URI);
    String expected = serverUrl + "/" + name.fullName();
    if (oldName.isEmpty() && address.isEmpty()) {
      findings.add(
          Finding.failed(Check.REPOSITORY, ReasonCode.CLAIM_MISSING, expected, "no claim")
              .about(Claim.SOURCE_REPOSITORY_URI));
      return;
    }
    oldName
        .filter(claimed -> !name.isNamed(claimed))
        .ifPresent(
            claimed -> findings.add(mismatch(name.fullName(), claimed).about(Claim.REPOSITORY_V1)));
    address
        .filter(claimed -> !isAddress(claimed))
        .ifPresent(
            claimed ->
                findings.add(mismatch(expected, claimed).about(Claim.SOURCE_REPOSITORY_URI)));
  }

  private boolean isAddress(String url) {
    String prefix = serverUrl + "/";
    return url.startsWith(prefix) && name.isNamed(url.substring(prefix.length()));
  }

  private static Finding mismatch(String expected, String actual) {
    return Finding.failed(Check.REPOSITORY, ReasonCode.REPOSITORY_MISMATCH, expected, actual);
  }
}
