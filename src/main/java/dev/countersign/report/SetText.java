package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.report.ReleasePage.Fact;
import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.SigningFacts.LogEvidence;
import dev.countersign.verification.Status;
import java.util.ArrayList;
import java.util.List;

/** What a summary says about one material set. */
final class SetText {
  private SetText() {}

  static void summary(Release release, SetVerdict set, BoundedMarkdown markdown) {
    if (set.verified()) {
      set.signing().ifPresent(facts -> markdown.add(Markdown.facts(rows(release, set, facts))));
    } else {
      FindingText.explain(set, Status.FAILED, markdown);
      FindingText.explain(set, Status.UNDECIDED, markdown);
    }
    FindingText.explain(set, Status.WARNING, markdown);
    FindingText.table(set, markdown);
  }

  /** The line that the manual command prints: {@code OK: checksums-1676301410.txt}. */
  static String line(SetVerdict set) {
    return code(result(set) + ": " + set.manifestPath());
  }

  /** The first word of that line. */
  static String result(SetVerdict set) {
    if (set.verified()) {
      return "OK";
    }
    return set.withStatus(Status.FAILED).isEmpty() ? "UNDECIDED" : "FAIL";
  }

  private static List<String> rows(Release release, SetVerdict set, SigningFacts facts) {
    return facts(release, set, facts, Markup.MARKDOWN).stream().map(Fact::row).toList();
  }

  /** What a reader wants to know first of a signed list. */
  static List<Fact> facts(Release release, SetVerdict set, SigningFacts facts, Markup markup) {
    List<Fact> rows = new ArrayList<>();
    rows.add(new Fact("Signed by", signer(release, facts, markup)));
    facts.signedAt().ifPresent(time -> rows.add(new Fact("Signed at", Wording.time(time))));
    String page = release.repositoryUrl() + "/commit/" + release.commit();
    rows.add(new Fact("Commit", markup.link(markup.code(release.commit()), page), page));
    facts
        .logIndex()
        .ifPresent(
            index ->
                rows.add(
                    new Fact(
                        "Public record",
                        record(facts, index, markup),
                        SigningText.logPage(facts, index).orElse(""))));
    rows.add(new Fact("Files", ContentsCount.of(set.contents())));
    return rows;
  }

  private static String signer(Release release, SigningFacts facts, Markup markup) {
    return SigningWorkflow.of(facts.subjectAlternativeName(), release)
        .map(
            workflow ->
                "the workflow %s at %s"
                    .formatted(markup.code(workflow.path()), markup.code(workflow.ref())))
        .orElseGet(() -> markup.code(facts.subjectAlternativeName()));
  }

  private static String record(SigningFacts facts, long index, Markup markup) {
    String entry = "transparency log entry " + SigningText.logIndex(facts, index, markup);
    return facts.evidence().filter(LogEvidence.LEGACY_PROMISE::equals).isPresent()
        ? entry + " (log promise, legacy bundle)"
        : entry;
  }
}
