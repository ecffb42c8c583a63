package dev.countersign.report;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The few forms of GitHub Flavored Markdown that reports are made of. Foreign text enters only as
 * code: GitHub looks for mentions, issues, commits and addresses everywhere else, also behind
 * backslashes and character references.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
final class Markdown {
  /** Most chars of a foreign value that one code span shows. */
  static final int MAX_VALUE = 400;

  /** A word that GitHub cannot take for a mention, a reference, an address or markup. */
  private static final Pattern PLAIN_WORD =
      Pattern.compile("(?![0-9a-f]{7})[A-Za-z]+(['’-][A-Za-z]+)*|[0-9]{1,6}");

  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.:-]+/[A-Za-z0-9._~%/-]*");

  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern SPACES = Pattern.compile(" +");

  /** A word with the punctuation around it. */
  private static final Pattern PUNCTUATED = Pattern.compile("([(]?)(.*?)([.,;:!?)]*)");

  private Markdown() {}

  /** Foreign text as a code span. */
  static String code(String foreign) {
    return code(foreign, MAX_VALUE);
  }

  /** Foreign text as a code span that shows at most {@code maxLength} chars of it. */
  static String code(String foreign, int maxLength) {
    String shown = VisibleText.of(foreign, maxLength);
    if (shown.isBlank()) {
      return shown.isEmpty() ? "(empty)" : "(%d spaces)".formatted(shown.length());
    }
    String ticks = "`".repeat(longestRun(shown) + 1);
    boolean padded = shown.startsWith("`") || shown.endsWith("`") || isSpaced(shown);
    String pad = padded ? " " : "";
    return ticks + pad + shown + pad + ticks;
  }

  /** Foreign text as a code span, or nothing at all if it is empty. */
  static String value(String foreign) {
    return foreign.isEmpty() ? "" : code(foreign);
  }

  /**
   * A sentence that may quote foreign text: plain words as they are, everything else as code spans.
   */
  static String sentence(String sentence) {
    return SPACES
        .splitAsStream(VisibleText.of(sentence, 2 * MAX_VALUE).strip())
        .map(Markdown::word)
        .collect(Collectors.joining(" "));
  }

  /** A code block of lines that show no control characters. */
  static String codeBlock(String language, String shown) {
    String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
    return fence + language + "\n" + shown + "\n" + fence;
  }

  /** A row of a table; cells are Markdown of one line. */
  static String row(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The head of a table whose columns have these titles. */
  static String tableHead(String... titles) {
    return row(titles) + "\n" + "|---".repeat(titles.length) + "|";
  }

  /** A whole table of two columns without titles. */
  static String facts(List<String> rows) {
    return tableHead("", "") + "\n" + String.join("\n", rows);
  }

  /** Whether an address may stand in a link as it is. */
  static boolean isPlainAddress(URI address) {
    return PLAIN_ADDRESS.matcher(address.toString()).matches();
  }

  private static String word(String word) {
    Matcher parts = PUNCTUATED.matcher(word);
    if (!parts.matches() || parts.group(2).isEmpty()) {
      return code(word);
    }
    String core = parts.group(2);
    return parts.group(1)
        + (PLAIN_WORD.matcher(core).matches() ? core : code(core))
        + parts.group(3);
  }

  /** Whether a code span would lose a space at both ends. */
  private static boolean isSpaced(String shown) {
    return shown.startsWith(" ") && shown.endsWith(" ");
  }

  private static int longestRun(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }
}
