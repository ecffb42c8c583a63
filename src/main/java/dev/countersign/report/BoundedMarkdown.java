package dev.countersign.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Markdown that grows by whole blocks as long as they fit into a number of bytes of UTF-8. What
 * does not fit is left out, never cut, and the closing parts of what was opened always fit.
 */
final class BoundedMarkdown {
  private static final String SEPARATOR = "\n\n";
  private static final String CLOSING_NOTE =
      "_More was found than a check run has room for: parts were left out above._";
  private static final String FOLD_START = "<details>";
  private static final String FOLD_END = "</details>";

  private final StringBuilder markdown = new StringBuilder();
  private int bytes;
  private int limit;
  private boolean leftSomethingOut;

  /**
   * @param limit most bytes of UTF-8
   */
  BoundedMarkdown(int limit) {
    this.limit = limit - size(SEPARATOR + CLOSING_NOTE);
  }

  /** The blocks of Markdown that was made here; a folded part is one, with all that is in it. */
  static List<String> blocks(String markdown) {
    List<String> blocks = new ArrayList<>();
    int folds = 0;
    for (String part : Pattern.compile(SEPARATOR).splitAsStream(markdown).toList()) {
      if (folds > 0) {
        blocks.set(blocks.size() - 1, blocks.get(blocks.size() - 1) + SEPARATOR + part);
      } else {
        blocks.add(part);
      }
      if (part.startsWith(FOLD_START)) {
        folds++;
      } else if (part.equals(FOLD_END)) {
        folds--;
      }
    }
    return blocks;
  }

  /** Whether a block is a folded part. */
  static boolean isFold(String block) {
    return block.startsWith(FOLD_START);
  }

  /** Adds a block if it fits. */
  boolean add(String block) {
    if (!fits(block)) {
      leftSomethingOut = true;
      return false;
    }
    append(separator() + block);
    return true;
  }

  /** Bytes that are left for blocks. */
  int room() {
    return limit - bytes;
  }

  /**
   * Adds a table, or a list when {@code head} is its first line, with as many of its rows as fit,
   * and says how many were left out.
   *
   * @param row writes the row of one item, on one line
   */
  <T> void table(String head, List<T> items, Function<T, String> row) {
    table(head, items.size(), items.iterator(), row);
  }

  /**
   * The same for items that are looked at one by one, so that no more rows are written than fit.
   *
   * @param count how many items there are
   */
  <T> void table(String head, int count, Iterator<T> items, Function<T, String> row) {
    int most = limit;
    limit -= size(SEPARATOR + leftOut(count)); // no smaller number makes a longer note
    int added = 0;
    while (items.hasNext()) {
      String line = "\n" + row.apply(items.next());
      boolean fits = added == 0 ? fits(head + line) : bytes + size(line) <= limit;
      if (!fits) {
        break;
      }
      append(added == 0 ? separator() + head + line : line);
      added++;
    }
    limit = most;
    if (added < count) {
      add(leftOut(count - added));
    }
  }

  /**
   * Adds a folded part if it fits with something in it.
   *
   * @param title plain text of our own
   * @param body adds the blocks inside
   */
  void fold(String title, Runnable body) {
    String start = FOLD_START + "\n<summary>" + title + "</summary>";
    int reserved = size(SEPARATOR + FOLD_END);
    int length = markdown.length();
    int before = bytes;
    limit -= reserved;
    boolean opened = add(start);
    int afterStart = bytes;
    if (opened) {
      body.run();
    }
    limit += reserved;
    if (opened && bytes > afterStart) {
      append(SEPARATOR + FOLD_END);
    } else { // nothing inside: no fold
      markdown.setLength(length);
      bytes = before;
    }
  }

  /** Lets {@code body} add at most {@code share} bytes of the room there is. */
  void within(int share, Runnable body) {
    int most = limit;
    limit = Math.min(most, bytes + share);
    body.run();
    limit = most;
  }

  /** The Markdown, with a note at its end when a block was left out. */
  String finish() {
    return leftSomethingOut ? markdown + separator() + CLOSING_NOTE : markdown.toString();
  }

  private boolean fits(String block) {
    return bytes + size(separator() + block) <= limit;
  }

  private String separator() {
    return markdown.isEmpty() ? "" : SEPARATOR;
  }

  private void append(String text) {
    markdown.append(text);
    bytes += size(text);
  }

  private static String leftOut(int count) {
    return String.format(
        Locale.ROOT,
        "_%,d %s left out: a check run has no room for more._",
        count,
        count == 1 ? "row" : "rows");
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
