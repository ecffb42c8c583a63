package dev.countersign.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.verification.GitMode;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.TreeListingBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's listing of a tree, read token by token while it arrives: the body of a large one is many
 * times the size of what is kept.
 *
 * @param entries the wanted ones
 * @param truncated whether there are more
 * @see <a href="https://docs.github.com/en/rest/git/trees#get-a-tree">Get a tree</a>
 */
record TreeAnswer(TreeListing entries, boolean truncated) {
  /**
   * Reads a listing.
   *
   * @param id of the tree that was asked for
   * @param most entries to keep; a listing with more of them counts as truncated
   */
  static TreeAnswer parse(InputStream body, String id, Predicate<String> wanted, int most)
      throws IOException {
    try (JsonParser json = Json.parser(body)) {
      return new Reading(json, wanted, most).read(id);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** One answer while it is read. */
  private static final class Reading {
    private final JsonParser json;
    private final Predicate<String> wanted;
    private final int most;
    private final TreeListingBuilder entries = new TreeListingBuilder();
    private @Nullable String tree;
    private boolean listed;
    private boolean tooMany;
    private @Nullable Boolean truncated;

    Reading(JsonParser json, Predicate<String> wanted, int most) {
      this.json = json;
      this.wanted = wanted;
      this.most = most;
    }

    TreeAnswer read(String id) throws IOException {
      expect(JsonToken.START_OBJECT, json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "sha" -> tree = text(value);
          case "tree" -> readEntries(value);
          case "truncated" -> truncated = truth(value);
          default -> json.skipChildren();
        }
      }
      expect(JsonToken.END_OBJECT, json.currentToken());
      if (json.nextToken() != null) {
        throw new IOException("expected one JSON value, found more");
      }
      if (!id.equals(tree)) {
        throw new IOException("expected tree %s, found %s".formatted(id, tree));
      }
      if (!listed || truncated == null) {
        throw new IOException("expected the entries of tree %s, found none".formatted(id));
      }
      return new TreeAnswer(entries.build(), tooMany || truncated);
    }

    private void readEntries(JsonToken value) throws IOException {
      expect(JsonToken.START_ARRAY, value);
      listed = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(JsonToken.START_OBJECT, json.currentToken());
        readEntry();
      }
    }

    private void readEntry() throws IOException {
      String path = null;
      String mode = null;
      String id = null;
      long size = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "path" -> path = text(value);
          case "mode" -> mode = text(value);
          case "sha" -> id = text(value);
          case "size" -> size = value == JsonToken.VALUE_NULL ? 0 : json.getLongValue();
          default -> json.skipChildren();
        }
      }
      if (path == null || mode == null || id == null) {
        throw new IOException("expected path, mode and sha of an entry, found " + path);
      }
      add(path, mode, id, size);
    }

    private void add(String path, String mode, String id, long size) {
      if (!wanted.test(path)) {
        return;
      }
      if (entries.count() == most) {
        tooMany = true;
        return;
      }
      GitMode known =
          GitMode.parse(mode)
              .orElseThrow(
                  () ->
                      new GitHubRefusedException(
                          Refusal.REJECTED,
                          "expected a mode that Git writes, found %s at %s".formatted(mode, path),
                          null));
      entries.add(path, known, id, size);
    }

    private String text(JsonToken value) throws IOException {
      expect(JsonToken.VALUE_STRING, value);
      return json.getText();
    }

    private boolean truth(JsonToken value) throws IOException {
      if (value != JsonToken.VALUE_TRUE) {
        expect(JsonToken.VALUE_FALSE, value);
      }
      return value == JsonToken.VALUE_TRUE;
    }

    private static void expect(JsonToken expected, @Nullable JsonToken found) throws IOException {
      if (found != expected) {
        throw new IOException("expected %s, found %s".formatted(expected, found));
      }
    }
  }
}
