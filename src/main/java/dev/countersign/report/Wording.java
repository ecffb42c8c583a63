package dev.countersign.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

/** Numbers, times and sentences as reports word them. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Words that start a sentence with a capital and are no names. */
  private static final Set<String> COMMON_STARTS =
      Set.of(
          "A", "An", "Exactly", "Files", "It", "More", "No", "Not", "Nothing", "The", "There",
          "This");

  private Wording() {}

  /** {@code 2023-02-13 15:17:00 UTC}. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** {@code 15:47 UTC}, for a time that comes soon. */
  static String soon(Instant instant) {
    return TIME.format(instant.truncatedTo(ChronoUnit.MINUTES)).substring(11, 16) + " UTC";
  }

  /** {@code 1 hour 30 minutes}. */
  static String duration(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    if (hours == 0) {
      return count(minutes, "minute");
    }
    return count(hours, "hour") + (minutes == 0 ? "" : " " + count(minutes, "minute"));
  }

  /** {@code 1 file}, {@code 1,234 files}. */
  static String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code 1,234}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A constant's name as words: {@code symbolic link}. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A sentence as a part of another one: small first letter, names aside, and no full stop. */
  static String clause(String sentence) {
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    int space = open.indexOf(' ');
    return space > 0 && COMMON_STARTS.contains(open.substring(0, space))
        ? open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1)
        : open;
  }
}
