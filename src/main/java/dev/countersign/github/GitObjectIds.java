package dev.countersign.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids of Git objects in lower-case hex: 40 digits are SHA-1, 64 are SHA-256. */
final class GitObjectIds {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private GitObjectIds() {}

  /** Rejects what is not an object id with an IllegalArgumentException. */
  static void require(String id) {
    if (!OBJECT_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("expected a Git object id, found " + id);
    }
  }

  /** Id of a blob with this content, under the hash function that {@code like} is of. */
  static String ofBlob(byte[] content, String like) {
    try {
      MessageDigest digest = MessageDigest.getInstance(like.length() == 40 ? "SHA-1" : "SHA-256");
      digest.update(("blob " + content.length + "\0").getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
    }
  }
}
