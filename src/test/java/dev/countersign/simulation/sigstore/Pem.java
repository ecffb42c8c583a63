package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** The text form of certificates and public keys, RFC 7468. */
final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

  private Pem() {}

  static String certificate(byte[] der) {
    return of("CERTIFICATE", der);
  }

  /** Of a SubjectPublicKeyInfo. */
  static String publicKey(byte[] der) {
    return of("PUBLIC KEY", der);
  }

  private static String of(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }
}
