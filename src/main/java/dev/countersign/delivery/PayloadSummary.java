package dev.countersign.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a payload's top level says, for the log and the table: each part absent if unusable. */
public final class PayloadSummary {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern ACTION = Pattern.compile("[a-z_]{1,100}");

  private @Nullable String action;
  private @Nullable Long installationId;
  private @Nullable String repository;

  private PayloadSummary() {}

  /**
   * Reads a payload to its end without building a tree.
   *
   * @throws IOException if it is not exactly one JSON object
   */
  public static PayloadSummary read(byte[] json) throws IOException {
    PayloadSummary summary = new PayloadSummary();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "expected an object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        summary.readField(parser);
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "expected the end after the object");
      }
    }
    return summary;
  }

  /** What happened, {@code published}. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Numeric id of the installation. */
  public Optional<Long> installationId() {
    return Optional.ofNullable(installationId);
  }

  /** {@code OWNER/REPO}. */
  public Optional<String> repository() {
    return Optional.ofNullable(repository);
  }

  private void readField(JsonParser parser) throws IOException {
    String field = parser.currentName();
    JsonToken value = parser.nextToken();
    if (field.equals("action") && value == JsonToken.VALUE_STRING) {
      action = ACTION.matcher(parser.getText()).matches() ? parser.getText() : null;
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
        repository = repositoryName(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private static @Nullable String repositoryName(String text) {
    try {
      return RepositoryName.parse(text).fullName();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
