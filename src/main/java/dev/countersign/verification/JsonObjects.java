package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads members of JSON objects. What is missing, of another type or not known is an {@link
 * IllegalArgumentException}, which {@link #read} turns into a rejection. A member that is {@code
 * null} is missing.
 */
final class JsonObjects {
  private JsonObjects() {}

  /** Reads an object, or rejects it as not being {@code what}. */
  static <T> Outcome<T> read(
      JsonNode value, ReasonCode reason, String what, Function<JsonNode, Outcome<T>> reader) {
    try {
      return reader.apply(requireObject(value, what));
    } catch (IllegalArgumentException e) {
      return Outcome.rejected(reason, what, String.valueOf(e.getMessage()));
    }
  }

  /** Rejects members of other names: what they ask for would go unheeded. */
  static void requireKnown(JsonNode object, String... names) {
    List<String> known = Arrays.asList(names);
    for (Iterator<String> found = object.fieldNames(); found.hasNext(); ) {
      String name = found.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException("the unknown member \"" + name + "\"");
      }
    }
  }

  static boolean has(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  static JsonNode object(JsonNode object, String name) {
    return requireObject(member(object, name), name);
  }

  /** The elements of an array that may be missing. */
  static List<JsonNode> elements(JsonNode object, String name) {
    if (!has(object, name)) {
      return List.of();
    }
    JsonNode array = member(object, name);
    if (!array.isArray()) {
      throw new IllegalArgumentException("\"" + name + "\" is no array");
    }
    List<JsonNode> elements = new ArrayList<>(array.size());
    array.forEach(elements::add);
    return elements;
  }

  /** The one element of an array, an object. */
  static JsonNode only(JsonNode object, String name) {
    List<JsonNode> elements = elements(object, name);
    if (elements.size() != 1) {
      throw new IllegalArgumentException(elements.size() + " \"" + name + "\"");
    }
    return requireObject(elements.get(0), name);
  }

  static String string(JsonNode object, String name) {
    return text(member(object, name), name);
  }

  /** A text that may be missing, and is empty then. */
  static String stringOrEmpty(JsonNode object, String name) {
    return has(object, name) ? string(object, name) : "";
  }

  /** A whole number of 64 bits, written as one or, as protobuf does, as text; 0 when missing. */
  static long int64(JsonNode object, String name) {
    if (!has(object, name)) {
      return 0;
    }
    JsonNode value = member(object, name);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    return Long.parseLong(text(value, name));
  }

  static byte[] base64(JsonNode object, String name) {
    return decoded(member(object, name), name);
  }

  /** Bytes that may be missing, and are none then. */
  static byte[] base64OrEmpty(JsonNode object, String name) {
    return has(object, name) ? base64(object, name) : new byte[0];
  }

  /** The bytes in an element of an array. */
  static byte[] decoded(JsonNode value, String name) {
    return CanonicalBase64.decode(text(value, name));
  }

  private static String text(JsonNode value, String name) {
    return Optional.ofNullable(value.textValue())
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no text"));
  }

  private static JsonNode member(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return value;
  }

  private static JsonNode requireObject(JsonNode value, String name) {
    if (!value.isObject()) {
      throw new IllegalArgumentException("\"" + name + "\" is no object");
    }
    return value;
  }
}
