package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.KeyPair;
import java.util.Arrays;

/**
 * The key of a log, and the log's id with it.
 *
 * @param kind what it signs with
 * @param pair the key
 * @param logId what entries, timestamps and trusted roots name the log by
 */
record LogKey(KeyKind kind, KeyPair pair, byte[] logId) {
  private static final byte[] ED25519_NOTE = {'\n', 1};
  private static final int ED25519_BYTES = 32;

  /** A P-256 key whose id is the SHA-256 of the public key, as RFC 6962 has it. */
  static LogKey generated() {
    KeyPair pair = KeyKind.P256.generate();
    return new LogKey(KeyKind.P256, pair, Sha256.of(pair.getPublic().getEncoded()));
  }

  /** A key whose id begins with its key id in signed notes. */
  static LogKey forNotes(String name, KeyKind kind) {
    KeyPair pair = kind.generate();
    return new LogKey(kind, pair, noteId(name, kind, pair.getPublic().getEncoded()));
  }

  /**
   * The hash that a key's id in signed notes is the start of.
   *
   * @param publicKey DER of the SubjectPublicKeyInfo
   * @see <a href="https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures">signed notes:
   *     signatures</a>
   */
  static byte[] noteId(String name, KeyKind kind, byte[] publicKey) {
    if (kind != KeyKind.ED25519) {
      return Sha256.of(publicKey);
    }
    return Sha256.of(name.getBytes(UTF_8), ED25519_NOTE, rawEd25519(publicKey));
  }

  /** The last 32 bytes of the SubjectPublicKeyInfo are the key itself. */
  static byte[] rawEd25519(byte[] publicKey) {
    return Arrays.copyOfRange(publicKey, publicKey.length - ED25519_BYTES, publicKey.length);
  }

  /** DER of the SubjectPublicKeyInfo. */
  byte[] publicKey() {
    return pair.getPublic().getEncoded();
  }

  byte[] sign(byte[] message) {
    return kind.sign(pair.getPrivate(), message);
  }
}
