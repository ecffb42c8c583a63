package dev.countersign.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a payload's top level says without keeping the rest in memory, and reads its end. */
final class PayloadScan {
  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String action;
  private @Nullable Long installationId;
  private @Nullable String repository;

  private PayloadScan() {}

  /**
   * A summary without meaning.
   *
   * @throws IOException if it is not exactly one JSON object
   */
  static PayloadSummary read(byte[] json) throws IOException {
    PayloadScan scan = new PayloadScan();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "expected an object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        scan.readField(parser);
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "expected the end after the object");
      }
    }
    return PayloadSummary.of(scan.action, scan.installationId, scan.repository, Optional.empty());
  }

  private void readField(JsonParser parser) throws IOException {
    String field = parser.currentName();
    JsonToken value = parser.nextToken();
    if (field.equals("action") && value == JsonToken.VALUE_STRING) {
      action = parser.getText();
    } else if (value == JsonToken.START_OBJECT) {
      readObject(field, parser);
    } else {
      parser.skipChildren();
    }
  }

  private void readObject(String object, JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (object.equals("installation")
          && field.equals("id")
          && value == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        installationId = parser.getLongValue();
      } else if (object.equals("repository")
          && field.equals("full_name")
          && value == JsonToken.VALUE_STRING) {
        repository = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
  }
}
