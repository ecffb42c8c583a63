package dev.countersign.rekor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = search.putArray("entries").addObject();
    entry.put("apiVersion", "0.0.1");
    entry.put("kind", "hashedrekord");
    ObjectNode spec = entry.putObject("spec");
    ObjectNode hash = spec.putObject("data").putObject("hash");
    hash.put("algorithm", hashName(query));
    hash.put("value", query.digest().hex());
    ObjectNode signature = spec.putObject("signature");
    signature.put("content", base64(query.signature()));
    signature
        .putObject("publicKey")
        .put("content", base64(pem(query.certificate()).getBytes(StandardCharsets.US_ASCII)));
    return search.toString();
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
}
