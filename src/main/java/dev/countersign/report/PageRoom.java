package dev.countersign.report;

import dev.countersign.report.ReleasePage.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The room that all long tables of one page share: rows, and chars of foreign text in them. */
final class PageRoom {
  private int rows;
  private int chars;

  /** The room of a whole page. */
  PageRoom() {
    this(100_000, 8 * 1024 * 1024);
  }

  PageRoom(int rows, int chars) {
    this.rows = rows;
    this.chars = chars;
  }

  /**
   * As many of the first rows as there is room for; the others are counted only.
   *
   * @param row writes the row of one item
   * @param size chars of foreign text in a row
   */
  <S, T> Rows<T> rows(Stream<S> items, Function<S, T> row, ToIntFunction<T> size) {
    List<T> shown = new ArrayList<>();
    int more = 0;
    for (Iterator<S> rest = items.iterator(); rest.hasNext(); ) {
      S item = rest.next();
      if (more > 0 || rows == 0 || !add(row.apply(item), size, shown)) {
        more++;
      }
    }
    return new Rows<>(shown, more);
  }

  private <T> boolean add(T row, ToIntFunction<T> size, List<T> shown) {
    int taken = size.applyAsInt(row);
    if (taken > chars) {
      return false;
    }
    rows--;
    chars -= taken;
    return shown.add(row);
  }
}
