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

  private final String title;
  private final String subject;
  private final String place;
  private final PolicyOrigin origin;
  private final List<PolicyError> errors;

  private BrokenPolicyReport(
      String title, String subject, String place, PolicyOrigin origin, List<PolicyError> errors) {
    this.title = title;
    this.subject = subject;
    this.place = place;
    this.origin = origin;
    this.errors = errors;
  }

  /** The release of {@code tag} is not verified. */
  static BrokenPolicyReport ofRelease(String tag, PolicyOrigin origin, List<PolicyError> errors) {
    return new BrokenPolicyReport(
        Title.name(tag), code(tag, Title.MAX_NAME), "on the default branch", origin, errors);
  }

  /**
   * A change is not verified.
   *
   * @param altered whether the change alters the file
   */
  static BrokenPolicyReport ofChange(
      boolean altered, PolicyOrigin origin, List<PolicyError> errors) {
    boolean here = altered && !(origin instanceof PolicyOrigin.OwnersFile);
    return new BrokenPolicyReport(
        "This change",
        "This change",
        here ? "in this change" : "on the default branch",
        origin,
        errors);
  }

  CheckReport report() {
    String count = Wording.count(errors.size(), "error");
    BoundedMarkdown summary = new BoundedMarkdown(CheckReport.MAX_SUMMARY_BYTES);
    summary.add("**%s is not verified:** %s has %s.".formatted(subject, file() + of(), count));
    summary.add(
        """
        - **Why it matters:** the file says what may sign a release. Countersign does not guess \
        what was meant, so it verifies nothing until the file is right.
        - **What to do:** correct the file %s%s, then press _Verify again_ on this check's \
        page. `check-config` on the command line finds the same errors.\
        """
            .formatted(place, of()));
    summary.table(
        Markdown.tableHead("Where", "What is wrong"),
        errors,
        error ->
            Markdown.row(
                code("%s:%d:%d".formatted(PolicyFile.PATH, error.line(), error.column())),
                code(error.message())));
    return new CheckReport(
        Optional.of(Conclusion.ACTION_REQUIRED),
        Title.of("%s not verified: %s has %s".formatted(title, PolicyFile.PATH, count)),
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
