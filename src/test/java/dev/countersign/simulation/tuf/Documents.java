package dev.countersign.simulation.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sigstore.json.canonicalizer.JsonCanonicalizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** TUF's form of signed JSON. */
final class Documents {
  private Documents() {}

  /** The document of what is signed, over its canonical form. */
  static byte[] sign(JsonObject signed, List<TufKey> keys) {
    byte[] message = canonical(signed);
    JsonArray signatures = new JsonArray();
    for (TufKey key : keys) {
      JsonObject signature = new JsonObject();
      signature.addProperty("keyid", key.id());
      signature.addProperty("sig", key.sign(message));
      signatures.add(signature);
    }
    JsonObject document = new JsonObject();
    document.add("signatures", signatures);
    document.add("signed", signed);
    return document.toString().getBytes(UTF_8);
  }

  /** How a file is described by the metadata above it. */
  static JsonObject description(byte[] file) {
    JsonObject hashes = new JsonObject();
    hashes.addProperty("sha256", sha256(file));
    JsonObject description = new JsonObject();
    description.add("hashes", hashes);
    description.addProperty("length", file.length);
    return description;
  }

  static byte[] canonical(JsonObject json) {
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
