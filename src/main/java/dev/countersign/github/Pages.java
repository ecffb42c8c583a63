package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Looking for an item in a list that GitHub gives page by page. */
final class Pages {
  /** After as many nobody reads what is said there, and GitHub would have to be asked forever. */
  private static final int MOST = 100;

  private Pages() {}

  /**
   * The first item that fits.
   *
   * @throws IOException if a page is no list, or too many are full
   */
  static Optional<JsonNode> first(Page page, Predicate<JsonNode> fits) throws IOException {
    for (int number = 1; number <= MOST; number++) {
      JsonNode items = page.read(number);
      if (!items.isArray()) {
        throw new IOException("expected a list, found a " + items.getNodeType());
      }
      for (JsonNode item : items) {
        if (fits.test(item)) {
          return Optional.of(item);
        }
      }
      if (items.size() < RepositoryClient.PAGE_SIZE) {
        return Optional.empty();
      }
    }
    throw new IOException("expected at most " + MOST + " pages, found more");
  }

  /** Reads a page, from 1. */
  @FunctionalInterface
  interface Page {
    JsonNode read(int number) throws IOException;
  }
}
