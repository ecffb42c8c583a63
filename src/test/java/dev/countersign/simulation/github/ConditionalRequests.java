package dev.countersign.simulation.github;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags: a GET whose answer has not changed costs nothing. */
final class ConditionalRequests {
  private ConditionalRequests() {}

  static ApiResponse apply(ApiRequest request, ApiResponse response) {
    if (!request.method().equals("GET") || response.status() != 200) {
      return response;
    }
    String tag = "W/\"" + sha256(response.body()) + "\"";
    ApiResponse tagged =
        response.with("ETag", tag).with("Cache-Control", "private, max-age=60, s-maxage=60");
    return request.header("if-none-match").orElse("").contains(tag) ? tagged.notModified() : tagged;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
