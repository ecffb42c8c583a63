package dev.countersign.verification;

import java.security.PublicKey;
import java.util.Arrays;

/**
 * A transparency log of the trusted root, its key ready for use.
 *
 * @param baseUrl where the log is served
 * @param host host of {@code baseUrl}: the name under which it signs checkpoints
 * @param id the log's id, as entries and timestamps carry it
 * @param key what it signs with
 * @param validity when the key was in use
 */
record TrustedLog(String baseUrl, String host, byte[] id, PublicKey key, Validity validity) {
  TrustedLog {
    id = id.clone();
  }

  boolean hasId(byte[] candidate) {
    return Arrays.equals(id, candidate);
  }

  /** Whether {@code hint}, as a signed note carries it, is the beginning of this log's id. */
  boolean hasKeyHint(byte[] hint) {
    return hint.length == 4 && Arrays.equals(hint, 0, 4, id, 0, Math.min(4, id.length));
  }
}
