package dev.countersign.report;

/**
 * Foreign text made harmless to the eye: characters that cannot be seen, or that rearrange what is
 * seen, are shown as {@code ‹U+202E›}, and the length is capped.
 */
public final class VisibleText {
  private static final String ELLIPSIS = "…";

  /** Letters such as Vietnamese or Hindi ones carry up to this many marks; more is a prank. */
  private static final int MAX_MARKS = 3;

  private VisibleText() {}

  /**
   * The text as it may be shown.
   *
   * @param maxLength most chars of the result, ellipsis included; a shown character is never cut
   */
  public static String of(String foreign, int maxLength) {
    StringBuilder shown = new StringBuilder(Math.min(foreign.length(), maxLength));
    int end = 0; // where the last cluster ends after which an ellipsis still fits
    int marks = MAX_MARKS; // a mark at the start has nothing to stand on
    for (int i = 0; i < foreign.length(); ) {
      int codePoint = foreign.codePointAt(i);
      i += Character.charCount(codePoint);
      marks = isMark(codePoint) ? marks + 1 : 0;
      if (marks == 0 && shown.length() + ELLIPSIS.length() <= maxLength) {
        end = shown.length();
      }
      if (marks > MAX_MARKS || isInvisible(codePoint)) {
        shown.append("‹U+%04X›".formatted(codePoint));
        marks = MAX_MARKS;
      } else {
        shown.appendCodePoint(codePoint);
      }
      if (shown.length() > maxLength) {
        shown.setLength(end);
        return shown.append(ELLIPSIS).toString();
      }
    }
    return shown.toString();
  }

  /** Whether every character of {@code text} is shown as itself. */
  static boolean isHarmless(String text) {
    return text.equals(of(text, Integer.MAX_VALUE));
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      default -> isBlankLetter(codePoint);
    };
  }

  /** Letters and marks that Unicode draws as nothing. */
  private static boolean isBlankLetter(int codePoint) {
    return codePoint == 0x034F // combining grapheme joiner
        || codePoint == 0x115F // Hangul fillers
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xFFA0
        || codePoint == 0x17B4 // Khmer inherent vowels
        || codePoint == 0x17B5
        || codePoint == 0x2800 // Braille blank
        || (codePoint >= 0x180B && codePoint <= 0x180F) // Mongolian variation selectors
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F) // variation selectors
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
  }
}
