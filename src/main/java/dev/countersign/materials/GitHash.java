package dev.countersign.materials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Git's object ids: the hash over a header and the content. */
final class GitHash {
  private static final int SHA_1_HEX = 40;

  private GitHash() {}

  /**
   * A hash function that has already taken the header of a blob of {@code size} bytes.
   *
   * @param objectId an id of the repository, whose length tells its hash function
   */
  static MessageDigest blob(String objectId, long size) {
    MessageDigest hash = newHash(objectId.length() == SHA_1_HEX ? "SHA-1" : "SHA-256");
    hash.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
    return hash;
  }

  static String hex(MessageDigest hash) {
    return HexFormat.of().formatHex(hash.digest());
  }

  private static MessageDigest newHash(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
