package dev.countersign.cli;

import dev.countersign.report.VisibleText;
import dev.countersign.verification.Finding;
import dev.countersign.verification.SigningVerdict;
import dev.countersign.verification.Status;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/**
 * Results as lines for people: {@code OK: FILE} or {@code FAIL: FILE}, then each finding that is
 * worth a look. Foreign text cannot move the cursor, colour or reorder anything.
 */
final class PlainOutput implements Output {
  private static final int LONGEST_VALUE = 2000;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean verbose;

  /**
   * @param verbose whether checks that passed are told, too
   */
  PlainOutput(PrintWriter out, PrintWriter err, boolean verbose) {
    this.out = out;
    this.err = err;
    this.verbose = verbose;
  }

  @Override
  public void add(Result result) {
    if (result instanceof Result.NotJudged notJudged) {
      Output.complain(notJudged, err);
    } else {
      tell(((Result.Judged) result).verdict());
    }
  }

  @Override
  public void end() {
    out.flush();
  }

  /** Foreign text as it may be shown. */
  static String visible(String foreign) {
    return VisibleText.of(foreign, LONGEST_VALUE);
  }

  private void tell(SigningVerdict verdict) {
    out.println((verdict.verified() ? "OK: " : "FAIL: ") + visible(verdict.artifact()));
    for (Finding finding : verdict.findings()) {
      if (finding.status() != Status.PASSED) {
        explain(finding);
      } else if (verbose) {
        out.println("  " + finding.check().title() + ": " + visible(finding.actual()));
      }
    }
    if (!verdict.verified() && !verdict.notChecked().isEmpty()) {
      out.println(
          verdict.notChecked().stream()
              .map(check -> check.title())
              .collect(Collectors.joining(", ", "  Not checked: ", "")));
    }
    out.flush();
  }

  private void explain(Finding finding) {
    out.println(
        "  %s%s: %s [%s]"
            .formatted(
                prefix(finding.status()),
                finding.check().title(),
                finding.reason().meaning(),
                finding.reason()));
    finding.claim().ifPresent(claim -> line("Claim", claim.title() + ", " + claim.oid()));
    line("Expected", visible(finding.expected()));
    line("Found", visible(finding.actual()));
    line("Why it matters", finding.reason().why());
    line("What to do", finding.reason().remedy());
  }

  private static String prefix(Status status) {
    return switch (status) {
      case WARNING -> "Warning: ";
      case UNDECIDED -> "Could not verify: ";
      case FAILED, PASSED -> "";
    };
  }

  private void line(String label, String text) {
    if (!text.isEmpty()) {
      out.println("    " + label + ": " + text);
    }
  }
}
