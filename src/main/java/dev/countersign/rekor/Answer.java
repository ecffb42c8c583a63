package dev.countersign.rekor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.StrictJson;
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
  private Answer() {}

  /**
   * The entry that was asked for, as a JSON object of one UUID and its entry; empty when there is
   * none. Where any will do it is the oldest, since anybody can have a signing recorded again.
   *
   * @throws NoAnswerException if this is no answer to the question
   */
  static Optional<String> entry(byte[] body, LogQuery query) throws NoAnswerException {
    List<Entry> entries = new ArrayList<>();
    try {
      JsonNode list = parsed(body);
      if (!list.isArray()) {
        throw new IllegalArgumentException("no list");
      }
      list.forEach(byUuid -> entries.add(Entry.read(byUuid)));
    } catch (IllegalArgumentException e) {
      throw new NoAnswerException("answered with something else than a list of entries", e);
    }
    if (!entries.stream().allMatch(entry -> entry.records(query))) {
      throw new NoAnswerException("answered with the record of another signing", null);
    }
    return entries.stream()
        .filter(entry -> query.index().isEmpty() || query.index().getAsLong() == entry.index())
        .min(Comparator.comparingLong(Entry::integratedTime))
        .map(entry -> entry.json().toString());
  }

  private static JsonNode parsed(byte[] text) {
    return StrictJson.read(text).orElseThrow(() -> new IllegalArgumentException("no JSON"));
  }

  /**
   * One of the answered entries.
   *
   * @param json of its UUID and itself
   * @param digest hex of what is signed
   * @param signature over it
   */
  private record Entry(
      JsonNode json, long index, long integratedTime, String digest, String signature) {
    static Entry read(JsonNode byUuid) {
      if (byUuid.size() != 1) {
        throw new IllegalArgumentException(byUuid.size() + " entries under one");
      }
      JsonNode entry = byUuid.elements().next();
      JsonNode spec =
          parsed(Base64.getDecoder().decode(entry.required("body").asText())).required("spec");
      return new Entry(
          byUuid,
          number(entry, "logIndex"),
          number(entry, "integratedTime"),
          spec.required("data").required("hash").required("value").asText(),
          spec.required("signature").required("content").asText());
    }

    private static long number(JsonNode entry, String name) {
      JsonNode value = entry.required(name);
      if (!value.isIntegralNumber()) {
        throw new IllegalArgumentException("\"" + name + "\" is no whole number");
      }
      return value.asLong();
    }

    boolean records(LogQuery query) {
      return digest.equals(query.digest().hex())
          && signature.equals(Base64.getEncoder().encodeToString(query.signature()));
    }
  }
}
