package dev.countersign.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Letters that look like those of ASCII where only ASCII was expected. */
final class LookAlikes {
  private static final int MAX_SHOWN = 5;

  private LookAlikes() {}

  /** Names the letters of {@code actual} beyond ASCII if {@code expected} has none. */
  static Optional<String> note(String expected, String actual, Markup markup) {
    if (expected.isEmpty() || expected.codePoints().anyMatch(LookAlikes::isBeyondAscii)) {
      return Optional.empty();
    }
    List<String> letters =
        actual
            .codePoints()
            .filter(LookAlikes::isBeyondAscii)
            .filter(Character::isLetterOrDigit)
            .distinct()
            .limit(MAX_SHOWN)
            .mapToObj(letter -> named(letter, markup))
            .toList();
    return letters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            letters.stream().collect(Collectors.joining(", ", "", ""))
                + " in what was found"
                + (letters.size() == 1 ? " is not the letter" : " are not the letters")
                + " of the Latin alphabet that it may look like");
  }

  private static boolean isBeyondAscii(int codePoint) {
    return codePoint > 0x7F;
  }

  private static String named(int letter, Markup markup) {
    return "%s (U+%04X)".formatted(markup.code(Character.toString(letter)), letter);
  }
}
