package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An in-toto statement: what somebody says about artifacts.
 *
 * @param subjects what it is about
 * @param predicateType what kind of thing is said
 * @param predicate what is said
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto
 *     statement</a>
 */
record InTotoStatement(List<Subject> subjects, String predicateType, JsonNode predicate) {
  /** Media type of the payload of an envelope that holds one. */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final int MAX_SUBJECTS = 10_000;
  private static final Set<String> TYPES =
      Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");

  /**
   * An artifact that a statement is about.
   *
   * @param name its name; empty when it has only a URI
   * @param uri its URI; empty when it has only a name
   * @param digests hex values by the name of the hash function
   */
  record Subject(String name, String uri, Map<String, String> digests) {
    public Subject {
      digests = Map.copyOf(digests);
    }
  }

  InTotoStatement {
    subjects = List.copyOf(subjects);
  }

  /** The statement in an envelope. */
  static Outcome<InTotoStatement> in(SignedContent.Envelope envelope) {
    if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
      return Outcome.rejected(ReasonCode.BUNDLE_UNSUPPORTED, PAYLOAD_TYPE, envelope.payloadType());
    }
    return StrictJson.read(envelope.payload(), ReasonCode.STATEMENT_UNREADABLE)
        .then(
            value ->
                JsonObjects.read(
                    value,
                    ReasonCode.STATEMENT_UNREADABLE,
                    "an in-toto statement",
                    InTotoStatement::parse));
  }

  /** Whether the artifact is a subject: each digest that is known of both must be the same. */
  boolean isAbout(Artifact artifact) {
    return subjects.stream().anyMatch(subject -> isSame(subject, artifact));
  }

  private static boolean isSame(Subject subject, Artifact artifact) {
    int same = 0;
    for (Map.Entry<String, String> listed : subject.digests().entrySet()) {
      Optional<Digest> known = HashAlgorithms.of(listed.getKey()).flatMap(artifact::digest);
      if (known.isPresent()) {
        if (!known.get().hex().equals(listed.getValue())) {
          return false;
        }
        same++;
      }
    }
    return same > 0;
  }

  private static Outcome<InTotoStatement> parse(JsonNode statement) {
    String type = JsonObjects.string(statement, "_type");
    if (!TYPES.contains(type)) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED, "an in-toto statement of version 0.1 or 1", type);
    }
    List<Subject> subjects = new ArrayList<>();
    for (JsonNode element : JsonObjects.elements(statement, "subject")) {
      if (subjects.size() == MAX_SUBJECTS) {
        throw new IllegalArgumentException("more than " + MAX_SUBJECTS + " subjects");
      }
      subjects.add(subject(element));
    }
    return Outcome.read(
        new InTotoStatement(
            subjects,
            JsonObjects.string(statement, "predicateType"),
            JsonObjects.has(statement, "predicate")
                ? JsonObjects.object(statement, "predicate")
                : JsonNodeFactory.instance.objectNode()));
  }

  private static Subject subject(JsonNode subject) {
    Map<String, String> digests = new TreeMap<>();
    JsonNode listed = JsonObjects.object(subject, "digest");
    listed
        .fieldNames()
        .forEachRemaining(name -> digests.put(name, JsonObjects.string(listed, name)));
    return new Subject(
        JsonObjects.stringOrEmpty(subject, "name"),
        JsonObjects.stringOrEmpty(subject, "uri"),
        digests);
  }
}
