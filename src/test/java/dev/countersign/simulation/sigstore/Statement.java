package dev.countersign.simulation.sigstore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An in-toto statement: a predicate about subjects.
 *
 * @param type the statement format's URI
 * @param subjects what it speaks of, as JSON
 * @param predicateType the predicate format's URI
 * @param predicate what it says, as JSON
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">statement
 *     version 1</a>
 */
public record Statement(
    String type, List<JsonObject> subjects, String predicateType, JsonObject predicate) {
  public static final String V1 = "https://in-toto.io/Statement/v1";
  public static final String V0_1 = "https://in-toto.io/Statement/v0.1";

  public Statement {
    subjects = subjects.stream().map(JsonObject::deepCopy).toList();
    predicate = predicate.deepCopy();
  }

  /** A statement of version 1 with an empty predicate and no subject yet. */
  public static Statement of(String predicateType) {
    return new Statement(V1, List.of(), predicateType, new JsonObject());
  }

  public Statement withType(String newType) {
    return new Statement(newType, subjects, predicateType, predicate);
  }

  public Statement withPredicate(JsonObject newPredicate) {
    return new Statement(type, subjects, predicateType, newPredicate);
  }

  /** One more subject: a file of this content, by its SHA-256. */
  public Statement withSubject(String name, byte[] content) {
    return withSubject(
        named(name), HashKind.SHA_256.rekorName(), HexFormat.of().formatHex(Sha256.of(content)));
  }

  /** One more subject by its name and a digest: {@code sha512}, 128 hexadecimal digits. */
  public Statement withSubject(String name, String algorithm, String digest) {
    return withSubject(named(name), algorithm, digest);
  }

  /** One more subject by its URI and a digest. */
  public Statement withSubjectUri(String uri, String algorithm, String digest) {
    JsonObject subject = new JsonObject();
    subject.addProperty("uri", uri);
    return withSubject(subject, algorithm, digest);
  }

  /** The statement's bytes: JSON on one line. */
  ByteString json() {
    JsonArray array = new JsonArray();
    subjects.forEach(array::add);
    JsonObject statement = new JsonObject();
    statement.addProperty("_type", type);
    statement.add("subject", array);
    statement.addProperty("predicateType", predicateType);
    statement.add("predicate", predicate);
    return ByteString.copyFromUtf8(statement.toString());
  }

  private Statement withSubject(JsonObject subject, String algorithm, String digest) {
    JsonObject digests = new JsonObject();
    digests.addProperty(algorithm, digest);
    subject.add("digest", digests);
    List<JsonObject> more = new ArrayList<>(subjects);
    more.add(subject);
    return new Statement(type, more, predicateType, predicate);
  }

  private static JsonObject named(String name) {
    JsonObject subject = new JsonObject();
    subject.addProperty("name", name);
    return subject;
  }
}
