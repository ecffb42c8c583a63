package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.json.canonicalizer.JsonCanonicalizer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A transparency log entry's body in the making.
 *
 * @param content what was signed
 * @param signature over the content
 * @param key what the signature is verified with
 * @param hash what a hashedrekord entry's digest is made with
 */
record EntryBody(SignedContent content, ByteString signature, VerificationKey key, HashKind hash) {

  /** The canonicalized body. Any content can be a hashedrekord, the other kinds are of DSSE. */
  byte[] canonical(EntryKind kind) {
    return canonicalized(
        switch (kind) {
          case HASHEDREKORD_0_0_1 -> RekorV1Body.hashedRekord(this);
          case DSSE_0_0_1 -> RekorV1Body.dsse(this);
          case INTOTO_0_0_2 -> RekorV1Body.inToto(this, false);
          case INTOTO_0_0_2_WITH_PAYLOAD -> RekorV1Body.inToto(this, true);
          case HASHEDREKORD_0_0_2 -> RekorV2Body.hashedRekord(this);
          case DSSE_0_0_2 -> RekorV2Body.dsse(this);
        });
  }

  byte[] digest() {
    return hash.of(content.signedBytes());
  }

  DsseEnvelope envelope() {
    if (content instanceof DsseEnvelope envelope) {
      return envelope;
    }
    throw new IllegalArgumentException("only a DSSE envelope can be such an entry: " + content);
  }

  private static byte[] canonicalized(String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
