package dev.countersign.report;

import dev.countersign.verification.Check;
import dev.countersign.verification.Claim;
import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code sigstore} command by which anyone can check the checker. */
final class ManualCommand {
  /** What stands above the command. */
  static final String INTRODUCTION =
      "The same check of signature, log and signer by hand, in a checkout of the branch that has"
          + " the signed list:";

  /** What stands below it. */
  static final String LIMITS =
      "Countersign also compares the tag's commit and every listed file; the command does not.";

  /** What stands in its place. */
  static final String NONE =
      "There is no command to show: the certificate names no workflow of this repository, or a"
          + " name has characters that a terminal may hide.";

  private static final Pattern NEEDS_NO_QUOTES =
      Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:@+,=-]*");

  private ManualCommand() {}

  /**
   * The command for one set, for a POSIX shell. It asks for the identity that the release dictates,
   * whatever a certificate claims. Empty when no workflow of the release's repository is known, or
   * when a value has characters that cannot be shown.
   */
  static Optional<String> of(Release release, SetVerdict set) {
    Optional<String> identity = set.signing().flatMap(facts -> identity(release, set, facts));
    String trigger = set.signing().flatMap(facts -> trigger(set, facts)).orElse("release");
    String manifest =
        set.manifestPath().startsWith("-") ? "./" + set.manifestPath() : set.manifestPath();
    boolean harmless =
        Stream.of(identity.orElse(""), trigger, manifest).allMatch(VisibleText::isHarmless);
    return identity
        .filter(any -> harmless)
        .map(
            san ->
                "sigstore verify github --cert-identity %s \\\n  --trigger %s --repository %s %s"
                    .formatted(
                        quoted(san),
                        quoted(trigger),
                        quoted(release.repository().fullName()),
                        quoted(manifest)));
  }

  private static Optional<String> identity(Release release, SetVerdict set, SigningFacts facts) {
    return set.verified()
        ? Optional.of(facts.subjectAlternativeName())
        : SigningWorkflow.of(facts.subjectAlternativeName(), release)
            .map(workflow -> workflow.identityFor(release));
  }

  private static Optional<String> trigger(SetVerdict set, SigningFacts facts) {
    return CheckMark.of(Check.TRIGGER, set) == CheckMark.PASSED
        ? Stream.of(Claim.TRIGGER_V1.oid(), Claim.BUILD_TRIGGER.oid())
            .filter(facts.claims()::containsKey)
            .findFirst()
            .map(facts.claims()::get)
        : Optional.empty();
  }

  private static String quoted(String value) {
    return NEEDS_NO_QUOTES.matcher(value).matches()
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
