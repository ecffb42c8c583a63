package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.time.Instant;

/**
 * A witness that cosigns checkpoints of logs.
 *
 * @see <a href="https://github.com/C2SP/C2SP/blob/main/tlog-cosignature.md">cosignatures</a>
 */
final class Witness {
  private static final byte[] COSIGNATURE_NOTE = {'\n', 4};

  private final String name;
  private final KeyPair keys = KeyKind.ED25519.generate();

  Witness(String name) {
    this.name = name;
  }

  /** The line that it adds to a checkpoint of this text. */
  String cosignature(String text, Instant at) {
    long time = at.getEpochSecond();
    byte[] signature =
        KeyKind.ED25519.sign(
            keys.getPrivate(), "cosignature/v1\ntime %d\n%s".formatted(time, text).getBytes(UTF_8));
    byte[] timed =
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array();
    byte[] keyHash =
        Sha256.of(
            name.getBytes(UTF_8),
            COSIGNATURE_NOTE,
            LogKey.rawEd25519(keys.getPublic().getEncoded()));
    return Checkpoints.signatureLine(name, keyHash, timed);
  }
}
