package dev.countersign.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * JSON that every reader understands alike: UTF-8, one value, no duplicate names, no trailing
 * bytes, nested at most {@value #MAX_DEPTH} deep (RFC 8259; duplicate names are where parsers
 * disagree).
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 32;

  /** Longest number: reading one takes time with the square of its length. */
  private static final int MAX_NUMBER = 100;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  // Names are foreign: none is to stay in memory.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private StrictJson() {}

  /** The value in {@code json}; empty when it is not strict JSON. */
  public static Optional<JsonNode> read(byte[] json) {
    return read(json, ReasonCode.LOG_ENTRY_UNREADABLE) instanceof Outcome.Read<JsonNode> read
        ? Optional.of(read.value())
        : Optional.empty();
  }

  /** The value in {@code json}, or why it is not strict JSON. */
  static Outcome<JsonNode> read(byte[] json, ReasonCode reason) {
    try (JsonParser parser = parser(json)) {
      JsonNode value = READER.readTree(parser);
      return value == null
          ? Outcome.rejected(reason, "well-formed JSON", "nothing")
          : Outcome.read(value);
    } catch (CharacterCodingException e) {
      return Outcome.rejected(reason, "UTF-8 text", "bytes that are not UTF-8");
    } catch (JsonProcessingException e) {
      return Outcome.rejected(
          reason,
          "well-formed JSON",
          e.getOriginalMessage().lines().findFirst().orElse("another form"));
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }

  private static JsonParser parser(byte[] json) throws IOException {
    CharBuffer text = StrictUtf8.characters(json);
    return READER.getFactory().createParser(text.array(), 0, text.length());
  }
}
