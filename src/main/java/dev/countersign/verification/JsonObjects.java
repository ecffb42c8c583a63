package dev.countersign.verification;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Base64;
import java.util.function.Function;

/**
 * Reads members of JSON objects that must be there. What is missing or of another type is an {@link
 * IllegalArgumentException} or {@link IllegalStateException}, which {@link #read} turns into a
 * rejection.
 */
final class JsonObjects {
  private JsonObjects() {}

  /** Reads {@code text}, strict JSON already, or rejects it as not being {@code what}. */
  static <T> Outcome<T> read(
      String text, ReasonCode reason, String what, Function<JsonObject, Outcome<T>> reader) {
    try {
      return reader.apply(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      return Outcome.rejected(reason, what, String.valueOf(e.getMessage()));
    }
  }

  static JsonObject object(JsonObject object, String name) {
    return member(object, name).getAsJsonObject();
  }

  static JsonArray array(JsonObject object, String name) {
    return member(object, name).getAsJsonArray();
  }

  /** The one element of an array, an object. */
  static JsonObject only(JsonObject object, String name) {
    JsonArray array = array(object, name);
    if (array.size() != 1) {
      throw new IllegalArgumentException(array.size() + " \"" + name + "\"");
    }
    return array.get(0).getAsJsonObject();
  }

  static String string(JsonObject object, String name) {
    JsonPrimitive value = member(object, name).getAsJsonPrimitive();
    if (!value.isString()) {
      throw new IllegalArgumentException("\"" + name + "\" is no string");
    }
    return value.getAsString();
  }

  /** A whole number, written as one. */
  static long number(JsonObject object, String name) {
    JsonPrimitive value = member(object, name).getAsJsonPrimitive();
    if (!value.isNumber()) {
      throw new IllegalArgumentException("\"" + name + "\" is no number");
    }
    return Long.parseLong(value.getAsString());
  }

  static byte[] base64(JsonObject object, String name) {
    return Base64.getDecoder().decode(string(object, name));
  }

  private static JsonElement member(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return element;
  }
}
