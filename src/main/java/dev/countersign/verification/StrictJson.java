package dev.countersign.verification;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * JSON that every reader understands alike: UTF-8, one value, no duplicate names, no trailing
 * bytes, nested at most {@value #MAX_DEPTH} deep (RFC 8259; duplicate names are where parsers
 * disagree).
 */
final class StrictJson {
  private static final int MAX_DEPTH = 32;

  /** Longest number, in quotes or not: reading one takes time with the square of its length. */
  private static final int MAX_NUMBER = 100;

  private StrictJson() {}

  /** The text of {@code json}, or why it is not strict JSON. */
  static Outcome<String> read(byte[] json, ReasonCode reason) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      return Outcome.rejected(reason, "UTF-8 text", "bytes that are not UTF-8");
    }
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      walk(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("bytes after the end of the value");
      }
      return Outcome.read(text);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Behind the first line, the library advises programmers.
      return Outcome.rejected(
          reason,
          "well-formed JSON",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static void walk(JsonReader reader) throws IOException {
    Deque<Set<String>> open = new ArrayDeque<>();
    do {
      switch (reader.peek()) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          open.push(new HashSet<>());
        }
        case BEGIN_ARRAY -> {
          reader.beginArray();
          open.push(Set.of());
        }
        case END_OBJECT -> {
          reader.endObject();
          open.pop();
        }
        case END_ARRAY -> {
          reader.endArray();
          open.pop();
        }
        case NAME -> {
          String name = reader.nextName();
          if (!open.element().add(name)) {
            throw new MalformedJsonException("the name \"" + name + "\" twice in one object");
          }
        }
        case STRING, NUMBER -> requireShortIfNumber(reader.nextString());
        case BOOLEAN, NULL -> reader.skipValue();
        case END_DOCUMENT -> throw new MalformedJsonException("the text ends too early");
      }
      if (open.size() > MAX_DEPTH) {
        throw new MalformedJsonException("nested deeper than " + MAX_DEPTH);
      }
    } while (!open.isEmpty());
  }

  private static void requireShortIfNumber(String value) throws MalformedJsonException {
    if (value.length() > MAX_NUMBER
        && value.chars().allMatch(c -> Character.isDigit(c) || "+-.eE".indexOf(c) >= 0)) {
      throw new MalformedJsonException("a number of " + value.length() + " characters");
    }
  }
}
