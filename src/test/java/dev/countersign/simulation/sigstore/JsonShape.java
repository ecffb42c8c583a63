package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a JSON document looks like without what it says: its keys in order, texts emptied, numbers
 * zeroed, arrays cut to their first element.
 */
final class JsonShape {
  private JsonShape() {}

  static String of(JsonElement element) {
    return shape(element).toString();
  }

  /** A bundle's shape, and below it the shape of each log entry's body. */
  static String ofBundle(String json) {
    JsonObject bundle = JsonParser.parseString(json).getAsJsonObject();
    StringBuilder shapes = new StringBuilder(of(bundle));
    JsonElement entries = bundle.getAsJsonObject("verificationMaterial").get("tlogEntries");
    for (JsonElement entry : entries == null ? new JsonArray() : entries.getAsJsonArray()) {
      String body = entry.getAsJsonObject().get("canonicalizedBody").getAsString();
      JsonElement decoded =
          JsonParser.parseString(new String(Base64.getDecoder().decode(body), UTF_8));
      shapes.append('\n').append(of(decoded)).append(' ').append(kind(decoded));
    }
    return shapes.toString();
  }

  private static String kind(JsonElement body) {
    JsonObject entry = body.getAsJsonObject();
    return entry.get("kind").getAsString() + " " + entry.get("apiVersion").getAsString();
  }

  private static JsonElement shape(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, JsonElement> sorted = new TreeMap<>(element.getAsJsonObject().asMap());
      JsonObject object = new JsonObject();
      sorted.forEach((key, value) -> object.add(key, shape(value)));
      return object;
    }
    if (element.isJsonArray()) {
      JsonArray array = new JsonArray();
      if (!element.getAsJsonArray().isEmpty()) {
        array.add(shape(element.getAsJsonArray().get(0)));
      }
      return array;
    }
    return element.getAsJsonPrimitive().isNumber() ? new JsonPrimitive(0) : new JsonPrimitive("");
  }
}
