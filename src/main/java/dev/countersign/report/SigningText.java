package dev.countersign.report;

import static dev.countersign.report.Markdown.row;

import dev.countersign.report.ReleasePage.Claim;
import dev.countersign.report.ReleasePage.Fact;
import dev.countersign.verification.SigningFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The details about a signing: certificate and log entry. */
final class SigningText {
  /** The log whose entries anyone can look up in the browser. */
  private static final String PUBLIC_LOG = "https://rekor.sigstore.dev";

  private static final String PUBLIC_SEARCH = "https://search.sigstore.dev/?logIndex=";

  /** What stands above the claims of a certificate. */
  static final String CLAIMED =
      "What the certificate says. Which of it is true, only the checks tell:";

  /** What stands in their place where there is none. */
  static final String UNREADABLE = "The signing certificate could not be read.";

  private SigningText() {}

  static void certificate(SigningFacts facts, BoundedMarkdown markdown) {
    markdown.add(CLAIMED);
    markdown.table(
        Markdown.tableHead("Claim", "Value", "Where"),
        claims(facts, Markup.MARKDOWN),
        claim -> row(claim.name(), claim.value(), claim.where()));
  }

  /** All that the certificate says. */
  static List<Claim> claims(SigningFacts facts, Markup markup) {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        new Claim(
            "Issued to", markup.code(facts.subjectAlternativeName()), "subject alternative name"));
    claims.add(new Claim("Valid from", Wording.time(facts.notBefore()), ""));
    claims.add(new Claim("Valid until", Wording.time(facts.notAfter()), ""));
    claims.add(new Claim("Fingerprint", markup.code(facts.certificateSha256().hex()), "SHA-256"));
    ClaimNames.of(facts.claims())
        .forEach(
            claim ->
                claims.add(
                    new Claim(claim.name(), markup.code(claim.value()), markup.code(claim.oid()))));
    return claims;
  }

  static void log(SigningFacts facts, BoundedMarkdown markdown) {
    List<String> rows = log(facts, Markup.MARKDOWN).stream().map(Fact::row).toList();
    if (!rows.isEmpty()) {
      markdown.add(Markdown.facts(rows));
    }
  }

  /** All that is known of the log entry. */
  static List<Fact> log(SigningFacts facts, Markup markup) {
    List<Fact> rows = new ArrayList<>();
    facts
        .logIndex()
        .ifPresent(
            index ->
                rows.add(
                    new Fact(
                        "Index",
                        logIndex(facts, index, markup),
                        logPage(facts, index).orElse(""))));
    facts.logUrl().ifPresent(url -> rows.add(new Fact("Log", markup.code(url))));
    facts.signedAt().ifPresent(time -> rows.add(new Fact("Signing time", Wording.time(time))));
    facts.evidence().ifPresent(evidence -> rows.add(new Fact("Evidence", evidence(evidence))));
    return rows;
  }

  /** The index, with a link where the public can look it up. */
  static String logIndex(SigningFacts facts, long index, Markup markup) {
    return logPage(facts, index)
        .map(page -> markup.link(Long.toString(index), page))
        .orElseGet(() -> markup.code(Long.toString(index)));
  }

  /** Where the public can look the entry up. */
  static Optional<String> logPage(SigningFacts facts, long index) {
    return facts.logUrl().filter(PUBLIC_LOG::equals).map(log -> PUBLIC_SEARCH + index);
  }

  private static String evidence(SigningFacts.LogEvidence evidence) {
    return switch (evidence) {
      case CHECKPOINT ->
          "inclusion proof: the entry is part of the log at a state (checkpoint) that the log"
              + " signed";
      case LEGACY_PROMISE ->
          "log promise, legacy bundle: the log signed that it takes the entry in (signed entry"
              + " timestamp); bundles of this age carry no signed state of the log that would show"
              + " that it did";
    };
  }
}
