package dev.countersign.report;

/** A way to set off what a text quotes, so that the same words serve check runs and pages. */
enum Markup {
  /** For check runs; foreign text enters as code. */
  MARKDOWN {
    @Override
    String code(String foreign, int maxLength) {
      return Markdown.code(foreign, Math.min(maxLength, Markdown.MAX_VALUE));
    }

    @Override
    String sentence(String sentence) {
      return Markdown.sentence(sentence);
    }

    @Override
    String strong(String words) {
      return "**" + words + "**";
    }

    @Override
    String link(String words, String url) {
      return "[" + words + "](" + url + ")";
    }

    @Override
    String again() {
      return "Press _Verify again_ on this check's page";
    }
  },

  /** For pages, whose templates escape it; foreign text is shortened only where it is a flood. */
  PLAIN {
    @Override
    String code(String foreign, int maxLength) {
      return VisibleText.of(foreign, MAX_PLAIN);
    }

    @Override
    String sentence(String sentence) {
      return VisibleText.of(sentence, MAX_PLAIN);
    }

    @Override
    String strong(String words) {
      return words;
    }

    @Override
    String link(String words, String url) {
      return words;
    }

    @Override
    String again() {
      return "Press \"Verify again\" on the check run's page";
    }
  };

  /** Most chars of a foreign value on a page: longer than any path that Git takes. */
  static final int MAX_PLAIN = 4_200;

  /** Foreign text; where room is short, at most {@code maxLength} chars of it. */
  abstract String code(String foreign, int maxLength);

  /** A sentence that may quote foreign text. */
  abstract String sentence(String sentence);

  /** Words that stand out. */
  abstract String strong(String words);

  /** Words that lead to an address, where this markup can say so. */
  abstract String link(String words, String url);

  /** How a reader has the release verified again, as the beginning of a sentence. */
  abstract String again();

  /** Foreign text, or nothing at all if it is empty. */
  String value(String foreign) {
    return foreign.isEmpty() ? "" : code(foreign);
  }

  /** Foreign text. */
  String code(String foreign) {
    return code(foreign, Markdown.MAX_VALUE);
  }
}
