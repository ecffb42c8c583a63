package dev.countersign.verification;

import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.List;

/**
 * A signing as its files tell it, decoded but not verified.
 *
 * @param key the key that signed
 * @param content the signature and what it is over
 * @param logEntries transparency log entries, however many there are
 * @param timestamps RFC 3161 responses in DER
 */
record SignedBundle(
    KeyMaterial key,
    SignedContent content,
    List<TransparencyLogEntry> logEntries,
    List<byte[]> timestamps) {
  SignedBundle {
    logEntries = List.copyOf(logEntries);
    timestamps = List.copyOf(timestamps);
  }
}
