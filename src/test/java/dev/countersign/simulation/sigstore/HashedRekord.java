package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;

/**
 * The log's record of a signature over a digest.
 *
 * @see <a
 *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/hashedrekord/v0.0.1/hashedrekord_v0_0_1_schema.json">hashedrekord
 *     0.0.1</a>
 */
public final class HashedRekord {
  /** The format is RFC 8785's as it stands: keys sorted, nothing to escape, no white space. */
  private static final String CANONICAL =
      "{\"apiVersion\":\"0.0.1\",\"kind\":\"hashedrekord\",\"spec\":{"
          + "\"data\":{\"hash\":{\"algorithm\":\"sha256\",\"value\":\"%s\"}},"
          + "\"signature\":{\"content\":\"%s\",\"publicKey\":{\"content\":\"%s\"}}}}";

  private HashedRekord() {}

  /**
   * The canonicalized body of an entry.
   *
   * @param artifact the signed bytes, of which the log learns the SHA-256
   * @param signature over the artifact
   * @param certificate DER of the signing certificate
   */
  public static byte[] canonicalBody(byte[] artifact, byte[] signature, byte[] certificate) {
    Base64.Encoder base64 = Base64.getEncoder();
    return CANONICAL
        .formatted(
            HexFormat.of().formatHex(Sha256.of(artifact)),
            base64.encodeToString(signature),
            base64.encodeToString(Pem.certificate(certificate).getBytes(UTF_8)))
        .getBytes(UTF_8);
  }
}
