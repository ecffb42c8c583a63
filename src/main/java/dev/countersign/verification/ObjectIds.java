package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Git object ids in lower-case hex: 40 digits (SHA-1) or 64 (SHA-256), the hash over a header and
 * the content.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class ObjectIds {
  private static final int SHA_1_DIGITS = 40;
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private ObjectIds() {}

  /** Rejects what is not an object id with an IllegalArgumentException. */
  public static void require(String id) {
    if (!OBJECT_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("expected a Git object id, found " + id);
    }
  }

  /**
   * A fresh hash function for ids.
   *
   * @param like an id of the same repository, whose length tells its hash function
   */
  public static MessageDigest hashLike(String like) {
    try {
      return MessageDigest.getInstance(like.length() == SHA_1_DIGITS ? "SHA-1" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
    }
  }

  /** Gives {@code hash} the header of a blob of {@code size} bytes; it waits for them now. */
  public static void startBlob(MessageDigest hash, long size) {
    start(hash, "blob", size);
  }

  /** The id of a blob with this content, under the hash function that {@code like} is of. */
  public static String ofBlob(byte[] content, String like) {
    MessageDigest hash = hashLike(like);
    startBlob(hash, content.length);
    return HexFormat.of().formatHex(hash.digest(content));
  }

  /** The id of a tree object, under the hash function that {@code like} is of. */
  static byte[] ofTree(byte[] body, String like) {
    MessageDigest hash = hashLike(like);
    start(hash, "tree", body.length);
    return hash.digest(body);
  }

  private static void start(MessageDigest hash, String type, long size) {
    hash.update((type + " " + size + "\0").getBytes(StandardCharsets.US_ASCII));
  }
}
