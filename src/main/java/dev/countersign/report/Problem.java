package dev.countersign.report;

import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Status;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What is wrong with a set that is not verified, as a clause: its first finding against it. */
final class Problem {
  private static final String THE_MANIFEST = "The manifest ";

  private Problem() {}

  /** For a title. */
  static String plain(SetVerdict set, boolean oneOfSeveral) {
    return clause(set, oneOfSeveral, Title::name, words -> words);
  }

  /** For a text. */
  static String of(SetVerdict set, boolean oneOfSeveral, Markup markup) {
    return clause(set, oneOfSeveral, name -> markup.code(name, Title.MAX_NAME), markup::sentence);
  }

  private static String clause(
      SetVerdict set,
      boolean oneOfSeveral,
      UnaryOperator<String> name,
      UnaryOperator<String> words) {
    String meaning =
        Stream.of(Status.FAILED, Status.UNDECIDED)
            .flatMap(status -> set.withStatus(status).stream())
            .findFirst()
            .map(finding -> finding.reason().meaning())
            .orElse("Not every check was made.");
    String manifest = name.apply(set.manifestPath());
    if (meaning.startsWith(THE_MANIFEST)) {
      return manifest + " " + words.apply(Wording.clause(meaning.substring(THE_MANIFEST.length())));
    }
    return words.apply(Wording.clause(meaning)) + (oneOfSeveral ? " (" + manifest + ")" : "");
  }
}
