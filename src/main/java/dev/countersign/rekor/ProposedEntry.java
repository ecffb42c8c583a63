package dev.countersign.rekor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.countersign.verification.LogQuery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * The entry that a log would have made of a signing, by which it finds the one that it has.
 *
 * @see <a
 *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/hashedrekord/v0.0.1/hashedrekord_v0_0_1_schema.json">hashedrekord
 *     0.0.1</a>
 */
final class ProposedEntry {
  private static final int PEM_LINE = 64;

  private ProposedEntry() {}

  /** Body of the search for it. */
  static String search(LogQuery query) {
    JsonArray entries = new JsonArray();
    entries.add(entry(query));
    return object("entries", entries).toString();
  }

  private static JsonObject entry(LogQuery query) {
    JsonObject hash = new JsonObject();
    hash.addProperty("algorithm", hashName(query));
    hash.addProperty("value", query.digest().hex());
    JsonObject key = new JsonObject();
    key.addProperty(
        "content", base64(pem(query.certificate()).getBytes(StandardCharsets.US_ASCII)));
    JsonObject signature = new JsonObject();
    signature.addProperty("content", base64(query.signature()));
    signature.add("publicKey", key);
    JsonObject spec = new JsonObject();
    spec.add("data", object("hash", hash));
    spec.add("signature", signature);
    JsonObject entry = new JsonObject();
    entry.addProperty("apiVersion", "0.0.1");
    entry.addProperty("kind", "hashedrekord");
    entry.add("spec", spec);
    return entry;
  }

  /** {@code sha256}. */
  private static String hashName(LogQuery query) {
    return query.digest().algorithm().displayName().replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A certificate as RFC 7468 writes it, with a line end, as clients hand it to the log. */
  private static String pem(byte[] der) {
    String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private static JsonObject object(String name, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }
}
