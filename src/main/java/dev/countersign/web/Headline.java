package dev.countersign.web;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage;
import java.util.Optional;

/**
 * How a verification ended, at the top of its page.
 *
 * @param words a mark and words that need no colour
 * @param tone class of the style sheet: {@code good}, {@code bad} or {@code open}
 * @param description the page in one or two sentences, for lists of links
 */
public record Headline(String words, String tone, String description) {
  static Headline of(ReleasePage page) {
    Optional<Conclusion> conclusion = page.concluded();
    return new Headline(
        conclusion.map(Headline::words).orElse("⏳ In progress"),
        conclusion.map(Headline::tone).orElse("open"),
        page.repository() + ": " + (page.lead().isEmpty() ? page.title() : page.lead()));
  }

  private static String words(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> "✅ Verified";
      case NEUTRAL -> "➖ Nothing to verify";
      case FAILURE -> "❌ Not verified";
      case TIMED_OUT -> "⌛ Timed out: not verified";
      case ACTION_REQUIRED -> "❔ Could not be verified";
    };
  }

  private static String tone(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> "good";
      case FAILURE -> "bad";
      case NEUTRAL, TIMED_OUT, ACTION_REQUIRED -> "open";
    };
  }
}
