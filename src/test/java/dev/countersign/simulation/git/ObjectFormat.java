package dev.countersign.simulation.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash function of a repository, chosen when it is made. */
public enum ObjectFormat {
  SHA_1("SHA-1"),
  SHA_256("SHA-256");

  private final String algorithm;

  ObjectFormat(String algorithm) {
    this.algorithm = algorithm;
  }

  String id(String type, byte[] body) {
    try {
      MessageDigest hash = MessageDigest.getInstance(algorithm);
      hash.update((type + " " + body.length + "\0").getBytes(UTF_8));
      return HexFormat.of().formatHex(hash.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
