package dev.countersign.verification;

import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A Sigstore bundle with a message signature, decoded but not verified.
 *
 * @param certificate the signing certificate
 * @param signature raw signature bytes
 * @param claimedDigest digest that the bundle says was signed
 * @param logEntries transparency log entries, however many there are
 * @param timestamps RFC 3161 responses in DER
 */
record SignedBundle(
    X509Certificate certificate,
    byte[] signature,
    Optional<HashOutput> claimedDigest,
    List<TransparencyLogEntry> logEntries,
    List<byte[]> timestamps) {
  SignedBundle {
    signature = signature.clone();
    logEntries = List.copyOf(logEntries);
    timestamps = List.copyOf(timestamps);
  }
}
