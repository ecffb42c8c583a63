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
   * A hash function that has taken the header of a blob of {@code size} bytes and waits for them.
   *
   * @param like an id of the same repository, whose length tells its hash function
   */
  public static MessageDigest blobHash(String like, long size) {
    try {
      MessageDigest hash =
          MessageDigest.getInstance(like.length() == SHA_1_DIGITS ? "SHA-1" : "SHA-256");
      hash.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
    }
  }

  /** The id of a blob with this content, under the hash function that {@code like} is of. */
  public static String ofBlob(byte[] content, String like) {
    return HexFormat.of().formatHex(blobHash(like, content.length).digest(content));
  }
}
