package dev.countersign.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A check run's Markdown for a terminal: columns of tables stand below each other, long lines are
 * wrapped, and what only a browser understands is left out. The words are all there.
 */
final class ReadableMarkdown {
  private static final int WIDTH = 100;
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");
  private static final Pattern SUMMARY = Pattern.compile("</?summary>");
  private static final Pattern DETAILS = Pattern.compile("</?details>");
  private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern RULE = Pattern.compile("[|\\- ]+");

  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> table = new ArrayList<>();

  private ReadableMarkdown() {}

  /** The lines to print. */
  static List<String> lines(String markdown) {
    ReadableMarkdown readable = new ReadableMarkdown();
    markdown.lines().forEach(readable::add);
    readable.endTable();
    return List.copyOf(readable.lines);
  }

  private void add(String line) {
    if (line.startsWith("|")) {
      if (!RULE.matcher(line).matches()) {
        table.add(cells(line));
      }
      return;
    }
    endTable();
    if (!DETAILS.matcher(line).matches()) {
      wrap(plain(SUMMARY.matcher(line).replaceAll("")));
    }
  }

  private void endTable() {
    int columns = table.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    table.clear();
  }

  private void wrap(String text) {
    String indent = text.startsWith("- ") ? "  " : "";
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
  }

  private static List<String> cells(String row) {
    String inner = row.substring(1, row.lastIndexOf('|'));
    return Arrays.stream(CELL_BORDER.split(inner, -1))
        .map(cell -> plain(cell.strip().replace("\\|", "|")))
        .toList();
  }

  private static String plain(String text) {
    return LINK.matcher(text).replaceAll("$1").replace("**", "").replace("`", "");
  }

  /** Characters, without the selectors that only say how the one before them is drawn. */
  private static int width(String text) {
    return (int) text.codePoints().filter(character -> character != 0xFE0F).count();
  }
}
