package dev.countersign.report;

import static dev.countersign.report.Markdown.code;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.Annotation.Level;
import dev.countersign.report.CheckReport.Conclusion;
import java.util.List;
import java.util.Optional;

/** The report about a configuration file that cannot be understood. */
final class BrokenPolicyReport {
  /** Most chars of an error; it names a key, and quotes a value that is cut by itself. */
  private static final int MAX_ERROR = 2_000;

  private final String tag;
  private final PolicyOrigin origin;
  private final List<PolicyError> errors;

  BrokenPolicyReport(String tag, PolicyOrigin origin, List<PolicyError> errors) {
    this.tag = tag;
    this.origin = origin;
    this.errors = errors;
  }

  CheckReport report() {
    String count = Wording.count(errors.size(), "error");
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    summary.add(
        "**%s is not verified:** %s has %s."
            .formatted(code(tag, Title.MAX_NAME), file() + of(), count));
    summary.add(
        """
        - **Why it matters:** the file says what may sign a release. Countersign does not guess \
        what was meant, so it verifies nothing until the file is right.
        - **What to do:** correct the file on the default branch%s, then press _Re-run_ on this \
        page. `check-config` on the command line finds the same errors.\
        """
            .formatted(of()));
    summary.table(
        Markdown.tableHead("Where", "What is wrong"),
        errors,
        error ->
            Markdown.row(
                code("%s:%d:%d".formatted(PolicyFile.PATH, error.line(), error.column())),
                code(error.message())));
    return new CheckReport(
        Optional.of(Conclusion.ACTION_REQUIRED),
        Title.of("%s not verified: %s has %s".formatted(Title.name(tag), PolicyFile.PATH, count)),
        summary.finish(),
        "",
        annotations());
  }

  private static String file() {
    return code(PolicyFile.PATH);
  }

  private String of() {
    return origin instanceof PolicyOrigin.OwnersFile owners
        ? " of " + code(owners.repository().fullName())
        : "";
  }

  /** A line of another repository cannot be annotated. */
  private List<Annotation> annotations() {
    return origin instanceof PolicyOrigin.OwnersFile
        ? List.of()
        : errors.stream()
            .limit(CheckReport.MAX_ANNOTATIONS)
            .map(BrokenPolicyReport::annotation)
            .toList();
  }

  private static Annotation annotation(PolicyError error) {
    return new Annotation(
        PolicyFile.PATH,
        error.line(),
        Level.FAILURE,
        "The configuration cannot be understood",
        VisibleText.of(error.in(PolicyFile.PATH), MAX_ERROR));
  }
}
