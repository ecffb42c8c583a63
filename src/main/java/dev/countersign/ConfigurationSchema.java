package dev.countersign;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The JSON Schema of the repositories' configuration file, which editors fetch to complete it. */
final class ConfigurationSchema implements Handler {
  static final String PATH = "/schema/countersign.json";

  private final byte[] schema;
  private final String tag;

  ConfigurationSchema() {
    try (InputStream resource = ConfigurationSchema.class.getResourceAsStream(PATH)) {
      schema = Objects.requireNonNull(resource, PATH).readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema);
      tag = '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void handle(Context context) {
    context
        .header("Cache-Control", "public, max-age=3600")
        // Javalin compares it with If-None-Match.
        .header("ETag", tag)
        // Editors in a browser ask from another origin.
        .header("Access-Control-Allow-Origin", "*")
        .contentType("application/schema+json")
        .result(schema);
  }
}
