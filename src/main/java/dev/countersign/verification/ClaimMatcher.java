package dev.countersign.verification;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that a certificate must say, which newer certificates say in two forms: one must be
 * there, and those that are there must be right and equal.
 *
 * @param check what is checked by it
 * @param mismatch reason when the certificate says something else
 * @param forms the claims that say it, the newest first; each is compared where it is present
 * @param expected what it must say, for the reader
 * @param matches whether a value is right
 */
record ClaimMatcher(
    Check check, ReasonCode mismatch, List<Claim> forms, String expected, Predicate<String> matches)
    implements Signer {
  ClaimMatcher {
    forms = List.copyOf(forms);
  }

  /** One that demands exactly this value. */
  static ClaimMatcher exactly(
      Check check, ReasonCode mismatch, List<Claim> forms, String expected) {
    return new ClaimMatcher(check, mismatch, forms, expected, expected::equals);
  }

  /** Gathers what is wrong; passes the check when nothing is. */
  @Override
  public void check(SignerEvidence evidence, Findings findings) {
    FulcioClaims claims = evidence.claims();
    List<Claim> present = forms.stream().filter(form -> claims.get(form).isPresent()).toList();
    if (present.isEmpty()) {
      findings.add(
          Finding.failed(check, ReasonCode.CLAIM_MISSING, expected, "no claim")
              .about(forms.get(0)));
      return;
    }
    Claim newest = present.get(0);
    String value = claims.get(newest).orElseThrow();
    for (Claim older : present.subList(1, present.size())) {
      requireEqual(check, newest, older, claims, findings);
      String said = claims.get(older).orElseThrow();
      if (!said.equals(value)) {
        checkValue(older, said, findings);
      }
    }
    checkValue(newest, value, findings);
    findings.passUnlessFailed(check, value);
  }

  /** Gathers that two forms of one claim, both present, say different things. */
  static void requireEqual(
      Check check, Claim newer, Claim older, FulcioClaims claims, Findings findings) {
    Optional<String> value = claims.get(newer);
    Optional<String> said = claims.get(older);
    if (value.isPresent() && said.isPresent() && !said.equals(value)) {
      findings.add(
          Finding.failed(
                  check,
                  ReasonCode.CLAIMS_DISAGREE,
                  newer.oid() + " = " + value.get(),
                  older.oid() + " = " + said.get())
              .about(older));
    }
  }

  private void checkValue(Claim claim, String value, Findings findings) {
    if (!matches.test(value)) {
      findings.add(Finding.failed(check, mismatch, expected, value).about(claim));
    }
  }
}
