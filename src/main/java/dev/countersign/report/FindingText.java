package dev.countersign.report;

import static dev.countersign.report.Markdown.code;
import static dev.countersign.report.Markdown.sentence;

import dev.countersign.verification.Check;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Findings: the short table of all checks, and what a failure or warning means to the reader. */
final class FindingText {
  /** Findings of one kind that a summary shows one by one. */
  private static final int MAX_SHOWN = 10;

  private FindingText() {}

  /** One row for each check. */
  static void table(SetVerdict set, BoundedMarkdown markdown) {
    markdown.table(
        Markdown.tableHead("Check", "Result", "Found"),
        Arrays.asList(Check.values()),
        check ->
            Markdown.row(
                check.title(),
                CheckMark.of(check, set).mark(),
                foundBy(check, set, Markup.MARKDOWN)));
  }

  /** What failed, then what is worth a look, each with its remedy. */
  static void explain(SetVerdict set, Status status, BoundedMarkdown markdown) {
    Map<FindingKind, List<Finding>> kinds = FindingKind.group(set.withStatus(status));
    int left = kinds.size();
    for (Map.Entry<FindingKind, List<Finding>> kind : kinds.entrySet()) {
      markdown.within(
          markdown.room() / left--, () -> explain(kind.getKey(), kind.getValue(), markdown));
    }
  }

  /** Whether a summary does not show each finding that is not a pass. */
  static boolean shortened(SetVerdict set) {
    return FindingKind.group(set.findings()).entrySet().stream()
        .anyMatch(
            kind -> kind.getKey().status() != Status.PASSED && kind.getValue().size() > MAX_SHOWN);
  }

  private static void explain(FindingKind kind, List<Finding> all, BoundedMarkdown markdown) {
    List<Finding> findings = distinct(all);
    ReasonCode reason = kind.reason();
    markdown.add("### " + kind.title(Markup.MARKDOWN));
    markdown.add(
        (findings.size() == 1 ? evidence(findings.get(0)) : "")
            + "- **Why it matters:** %s\n- **What to do:** %s\n- **Reason code:** %s"
                .formatted(sentence(reason.why()), sentence(reason.remedy()), code(reason.name())));
    if (findings.size() > 1) {
      markdown.table(
          Markdown.tableHead("Expected", "Found"),
          findings.subList(0, Math.min(MAX_SHOWN, findings.size())),
          finding ->
              Markdown.row(Markdown.value(finding.expected()), Markdown.value(finding.actual())));
    }
    if (findings.size() > MAX_SHOWN) {
      markdown.add(
          "and %s more of this kind".formatted(Wording.number(findings.size() - MAX_SHOWN)));
    }
  }

  /** Several claims may say the same; the reader need not read it for each of them. */
  private static List<Finding> distinct(List<Finding> findings) {
    return List.copyOf(
        findings.stream()
            .collect(
                Collectors.toMap(
                    finding -> List.of(finding.expected(), finding.actual()),
                    Function.identity(),
                    (first, same) -> first,
                    LinkedHashMap::new))
            .values());
  }

  private static String evidence(Finding finding) {
    StringBuilder lines = new StringBuilder();
    if (!finding.expected().isEmpty()) {
      lines.append("- **Expected:** ").append(code(finding.expected())).append('\n');
    }
    if (!finding.actual().isEmpty()) {
      lines.append("- **Found:** ").append(code(finding.actual())).append('\n');
    }
    LookAlikes.note(finding.expected(), finding.actual(), Markup.MARKDOWN)
        .ifPresent(note -> lines.append("- **Look closely:** ").append(note).append('\n'));
    return lines.toString();
  }

  /** What a check found, in one line; empty when it was not made. */
  static String foundBy(Check check, SetVerdict set, Markup markup) {
    if (check == Check.CONTENTS && CheckMark.of(check, set) != CheckMark.NOT_MADE) {
      return ContentsCount.of(set.contents());
    }
    return CheckMark.worst(check, set).map(Finding::actual).map(markup::value).orElse("");
  }
}
