package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

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
      set.signing().ifPresent(facts -> markdown.add(Markdown.facts(facts(release, set, facts))));
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

  private static String result(SetVerdict set) {
    if (set.verified()) {
      return "OK";
    }
    return set.withStatus(Status.FAILED).isEmpty() ? "UNDECIDED" : "FAIL";
  }

  private static List<String> facts(Release release, SetVerdict set, SigningFacts facts) {
    List<String> rows = new ArrayList<>();
    rows.add(Markdown.row("Signed by", signer(release, facts)));
    facts.signedAt().ifPresent(time -> rows.add(Markdown.row("Signed at", Wording.time(time))));
    rows.add(
        Markdown.row(
            "Commit",
            "[%s](%s/commit/%s)"
                .formatted(code(release.commit()), release.repositoryUrl(), release.commit())));
    facts
        .logIndex()
        .ifPresent(index -> rows.add(Markdown.row("Public record", record(facts, index))));
    rows.add(Markdown.row("Files", ContentsCount.of(set.contents())));
    return rows;
  }

  private static String signer(Release release, SigningFacts facts) {
    return SigningWorkflow.of(facts.subjectAlternativeName(), release)
        .map(
            workflow ->
                "the workflow %s at %s".formatted(code(workflow.path()), code(workflow.ref())))
        .orElseGet(() -> code(facts.subjectAlternativeName()));
  }

  private static String record(SigningFacts facts, long index) {
    String entry = "transparency log entry " + SigningText.logIndex(facts, index);
    return facts.evidence().filter(LogEvidence.LEGACY_PROMISE::equals).isPresent()
        ? entry + " (log promise, legacy bundle)"
        : entry;
  }
}
