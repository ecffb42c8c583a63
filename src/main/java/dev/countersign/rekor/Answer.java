package dev.countersign.rekor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.countersign.verification.LogQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a log answers to a search. It is read only as far as it takes to know whether it is an
 * answer at all: whether what it says is true is for the verification to find out.
 */
final class Answer {
  private static final int NOT_FOUND = 404;

  private Answer() {}

  /**
   * The entry that was asked for, as a JSON object of one UUID and its entry; empty when there is
   * none. Of several the oldest, since anybody can have a signing recorded again.
   *
   * @throws NoAnswerException if this is no answer to the question
   */
  static Optional<String> entry(String body, LogQuery query) throws NoAnswerException {
    try {
      List<Entry> entries = new ArrayList<>();
      for (JsonElement byUuid : JsonParser.parseString(body).getAsJsonArray()) {
        entries.add(Entry.read(byUuid.getAsJsonObject()));
      }
      if (!entries.stream().allMatch(entry -> entry.answers(query))) {
        throw new NoAnswerException("answered with the record of another signing", null);
      }
      return entries.stream()
          .min(Comparator.comparingLong(Entry::integratedTime))
          .map(entry -> entry.json().toString());
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      throw new NoAnswerException("answered with something else than a list of entries", e);
    }
  }

  /**
   * Makes sure that the log itself found nothing.
   *
   * @throws NoAnswerException if somebody else answered that there is no such address
   */
  static void requireNotFound(String body) throws NoAnswerException {
    try {
      JsonObject error = JsonParser.parseString(body).getAsJsonObject();
      if (member(error, "code").getAsInt() == NOT_FOUND) {
        return;
      }
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      throw new NoAnswerException("has no such address: status 404", e);
    }
    throw new NoAnswerException("has no such address: status 404", null);
  }

  private static JsonElement member(JsonObject object, String name) {
    JsonElement member = object.get(name);
    if (member == null) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return member;
  }

  /**
   * One of the answered entries.
   *
   * @param json of its UUID and itself
   * @param body what it records, a hashedrekord
   */
  private record Entry(JsonObject json, long integratedTime, JsonObject body) {
    static Entry read(JsonObject byUuid) {
      if (byUuid.size() != 1) {
        throw new IllegalArgumentException(byUuid.size() + " entries under one");
      }
      JsonObject entry = byUuid.entrySet().iterator().next().getValue().getAsJsonObject();
      byte[] body = Base64.getDecoder().decode(member(entry, "body").getAsString());
      return new Entry(
          byUuid,
          member(entry, "integratedTime").getAsLong(),
          JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject());
    }

    boolean answers(LogQuery query) {
      JsonObject spec = object(body, "spec");
      return member(object(object(spec, "data"), "hash"), "value")
              .getAsString()
              .equals(query.digest().hex())
          && member(object(spec, "signature"), "content")
              .getAsString()
              .equals(Base64.getEncoder().encodeToString(query.signature()));
    }

    private static JsonObject object(JsonObject parent, String name) {
      return member(parent, name).getAsJsonObject();
    }
  }
}
