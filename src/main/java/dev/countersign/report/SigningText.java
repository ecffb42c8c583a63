package dev.countersign.report;

import static dev.countersign.report.Markdown.code;
import static dev.countersign.report.Markdown.row;

import dev.countersign.verification.SigningFacts;
import java.util.ArrayList;
import java.util.List;

/** The details about a signing: certificate and log entry. */
final class SigningText {
  /** The log whose entries anyone can look up in the browser. */
  private static final String PUBLIC_LOG = "https://rekor.sigstore.dev";

  private static final String PUBLIC_SEARCH = "https://search.sigstore.dev/?logIndex=";

  private SigningText() {}

  static void certificate(SigningFacts facts, BoundedMarkdown markdown) {
    markdown.add("What the certificate says. Which of it is true, only the checks tell:");
    List<String> rows = new ArrayList<>();
    rows.add(row("Issued to", code(facts.subjectAlternativeName()), "subject alternative name"));
    rows.add(row("Valid from", Wording.time(facts.notBefore()), ""));
    rows.add(row("Valid until", Wording.time(facts.notAfter()), ""));
    rows.add(row("Fingerprint", code(facts.certificateSha256().hex()), "SHA-256"));
    ClaimNames.of(facts.claims())
        .forEach(claim -> rows.add(row(claim.name(), code(claim.value()), code(claim.oid()))));
    markdown.table(Markdown.tableHead("Claim", "Value", "Where"), rows, row -> row);
  }

  static void log(SigningFacts facts, BoundedMarkdown markdown) {
    List<String> rows = new ArrayList<>();
    facts.logIndex().ifPresent(index -> rows.add(row("Index", logIndex(facts, index))));
    facts.logUrl().ifPresent(url -> rows.add(row("Log", code(url))));
    facts.signedAt().ifPresent(time -> rows.add(row("Signing time", Wording.time(time))));
    facts.evidence().ifPresent(evidence -> rows.add(row("Evidence", evidence(evidence))));
    if (!rows.isEmpty()) {
      markdown.add(Markdown.facts(rows));
    }
  }

  /** The index, with a link where the public can look it up. */
  static String logIndex(SigningFacts facts, long index) {
    return facts.logUrl().filter(PUBLIC_LOG::equals).isPresent()
        ? "[%d](%s%d)".formatted(index, PUBLIC_SEARCH, index)
        : code(Long.toString(index));
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
