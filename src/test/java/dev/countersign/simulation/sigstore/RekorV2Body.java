package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.rekor.v2.DSSELogEntryV002;
import dev.sigstore.proto.rekor.v2.Entry;
import dev.sigstore.proto.rekor.v2.HashedRekordLogEntryV002;
import dev.sigstore.proto.rekor.v2.Signature;
import dev.sigstore.proto.rekor.v2.Spec;

/**
 * Bodies of Rekor version 2: the JSON form of its protobuf messages.
 *
 * @see <a href="https://github.com/sigstore/rekor-tiles/tree/main/api/proto/rekor/v2">Rekor version
 *     2's messages</a>
 */
final class RekorV2Body {
  private static final String VERSION = "0.0.2";

  private RekorV2Body() {}

  static String hashedRekord(EntryBody body) {
    return entry(
        "hashedrekord",
        Spec.newBuilder()
            .setHashedRekordV002(
                HashedRekordLogEntryV002.newBuilder()
                    .setData(hash(body.hash(), body.digest()))
                    .setSignature(signature(body))));
  }

  static String dsse(EntryBody body) {
    byte[] payload = body.envelope().payload().toByteArray();
    return entry(
        "dsse",
        Spec.newBuilder()
            .setDsseV002(
                DSSELogEntryV002.newBuilder()
                    .setPayloadHash(hash(HashKind.SHA_256, Sha256.of(payload)))
                    .addSignatures(signature(body))));
  }

  private static String entry(String kind, Spec.Builder spec) {
    return LocalSigstore.json(
        Entry.newBuilder().setKind(kind).setApiVersion(VERSION).setSpec(spec));
  }

  private static HashOutput hash(HashKind kind, byte[] digest) {
    return HashOutput.newBuilder()
        .setAlgorithm(kind.bundleName())
        .setDigest(ByteString.copyFrom(digest))
        .build();
  }

  private static Signature signature(EntryBody body) {
    return Signature.newBuilder()
        .setContent(body.signature())
        .setVerifier(body.key().verifier())
        .build();
  }
}
