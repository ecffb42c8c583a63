package dev.countersign.simulation.sigstore;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What GitHub attests about an immutable release.
 *
 * @param repository {@code OWNER/REPO}
 * @param repositoryId numeric id of the repository
 * @param ownerId numeric id of the owner
 * @param releaseId numeric id of the release
 * @param tag {@code v1.0.0}
 * @param commit object id of the tag's commit
 * @param assets SHA-256 of each asset by its name, in order
 */
public record ReleaseAttestation(
    String repository,
    long repositoryId,
    long ownerId,
    long releaseId,
    String tag,
    String commit,
    Map<String, String> assets) {
  public static final String V0_1 = "https://in-toto.io/attestation/release/v0.1";
  public static final String V0_2 = "https://in-toto.io/attestation/release/v0.2";

  public ReleaseAttestation {
    assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
  }

  /** The statement whose predicate is of version 0.1: ids are texts there. */
  public Statement statement() {
    JsonObject predicate = new JsonObject();
    predicate.addProperty("ownerId", Long.toString(ownerId));
    predicate.addProperty("purl", purl());
    predicate.addProperty("releaseId", Long.toString(releaseId));
    predicate.addProperty("repository", repository);
    predicate.addProperty("repositoryId", Long.toString(repositoryId));
    predicate.addProperty("tag", tag);
    return statement(V0_1, predicate);
  }

  /**
   * The statement whose predicate is of version 0.2, which GitHub has moved to: the release's id is
   * the database's there, and the package's id is the repository's.
   */
  public Statement newerStatement() {
    JsonObject predicate = new JsonObject();
    predicate.addProperty("databaseId", Long.toString(releaseId));
    predicate.addProperty("ownerId", Long.toString(ownerId));
    predicate.addProperty("packageId", Long.toString(repositoryId));
    predicate.addProperty("purl", purl());
    predicate.addProperty("repository", repository);
    predicate.addProperty("repositoryId", Long.toString(repositoryId));
    predicate.addProperty("tag", tag);
    return statement(V0_2, predicate);
  }

  private Statement statement(String predicateType, JsonObject predicate) {
    Statement statement =
        Statement.of(predicateType).withSubjectUri(purl(), "sha1", commit).withPredicate(predicate);
    for (Map.Entry<String, String> asset : assets.entrySet()) {
      statement = statement.withSubject(asset.getKey(), "sha256", asset.getValue());
    }
    return statement;
  }

  private String purl() {
    return "pkg:github/" + repository + "@" + tag;
  }
}
