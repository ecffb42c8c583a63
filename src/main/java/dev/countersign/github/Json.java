package dev.countersign.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads GitHub's JSON; anything malformed or of another shape is an IOException. */
final class Json {
  // Answers hold tokens: an exception must not quote its source.
  private static final ObjectReader READER =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build().reader();

  private Json() {}

  static JsonNode read(byte[] body) throws IOException {
    JsonNode node = READER.readTree(body);
    if (node.isMissingNode()) {
      throw new IOException("expected JSON, found nothing");
    }
    return node;
  }

  /** Rejects a body that is cut off or not JSON, without keeping what it says. */
  static void requireWellFormed(byte[] body) throws IOException {
    try (JsonParser parser = READER.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new IOException("expected JSON, found nothing");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IOException("expected one JSON value, found more");
      }
    }
  }

  /** A parser of one value that arrives. */
  static JsonParser parser(InputStream body) throws IOException {
    return READER.createParser(body);
  }

  static String text(JsonNode node, String pointer) throws IOException {
    return require(node, pointer, JsonNodeType.STRING).textValue();
  }

  static long number(JsonNode node, String pointer) throws IOException {
    return require(node, pointer, JsonNodeType.NUMBER).longValue();
  }

  static Instant time(JsonNode node, String pointer) throws IOException {
    String text = text(node, pointer);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IOException("expected a time at %s, found %s".formatted(pointer, text), e);
    }
  }

  static boolean isTrue(JsonNode node, String pointer) throws IOException {
    return require(node, pointer, JsonNodeType.BOOLEAN).booleanValue();
  }

  /** What an object has under a name; null counts, lacking it does not. */
  static JsonNode member(JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      throw new IOException("expected " + name + ", found nothing");
    }
    return value;
  }

  static JsonNode list(JsonNode node, String pointer) throws IOException {
    return require(node, pointer, JsonNodeType.ARRAY);
  }

  private static JsonNode require(JsonNode node, String pointer, JsonNodeType type)
      throws IOException {
    JsonNode value = node.at(pointer);
    if (value.getNodeType() != type) {
      throw new IOException(
          "expected a %s at %s, found %s".formatted(type, pointer, value.getNodeType()));
    }
    return value;
  }
}
