package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;

/**
 * The log's record of a signature over a digest.
 *
 * @see <a
 *     href="https://github.com/sigstore/rekor/blob/main/pkg/types/hashedrekord/v0.0.1/hashedrekord_v0_0_1_schema.json">hashedrekord
 *     0.0.1</a>
 */
public final class HashedRekord {
  private HashedRekord() {}

  /**
   * The canonicalized body of an entry.
   *
   * @param artifact the signed bytes, of which the log learns the SHA-256
   * @param signature over the artifact
   * @param certificate DER of the signing certificate
   */
  public static byte[] canonicalBody(byte[] artifact, byte[] signature, byte[] certificate) {
    return new EntryBody(
            new SignedArtifact(ByteString.copyFrom(artifact), HashKind.SHA_256),
            ByteString.copyFrom(signature),
            new SigningCertificate(ByteString.copyFrom(certificate), KeyKind.P256),
            HashKind.SHA_256)
        .canonical(EntryKind.HASHEDREKORD_0_0_1);
  }
}
