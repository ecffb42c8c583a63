package dev.countersign.simulation.tuf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A P-256 key of a role.
 *
 * @param id digest of its canonical JSON
 * @param json as metadata show it
 */
record TufKey(String id, JsonObject json, KeyPair keys) {
  static TufKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      JsonObject json = json(keys);
      return new TufKey(Documents.sha256(Documents.canonical(json)), json, keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(KeyPair keys) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    JsonObject value = new JsonObject();
    value.addProperty("public", pem);
    JsonArray algorithms = new JsonArray();
    algorithms.add("sha256");
    JsonObject json = new JsonObject();
    json.add("keyid_hash_algorithms", algorithms);
    json.addProperty("keytype", "ecdsa");
    json.add("keyval", value);
    json.addProperty("scheme", "ecdsa-sha2-nistp256");
    return json;
  }
}
