package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** The text form of certificates, RFC 7468. */
final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

  private Pem() {}

  static String certificate(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(LINES.encodeToString(der));
  }
}
