package dev.countersign.verification;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.verification.EntryBody.Subject;
import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.rekor.v2.Entry;
import dev.sigstore.proto.rekor.v2.Signature;
import java.util.List;
import java.util.Optional;

/**
 * Reads bodies of Rekor v2 entries.
 *
 * @see <a href="https://github.com/sigstore/rekor-tiles/blob/main/api/proto/rekor/v2/entry.proto">
 *     Rekor v2 entry</a>
 */
final class RekorV2Body {
  private RekorV2Body() {}

  static Outcome<EntryBody> parse(String text) {
    Entry.Builder entry = Entry.newBuilder();
    try {
      JsonFormat.parser().merge(text, entry);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return unreadable("a body of Rekor v2", String.valueOf(e.getMessage()));
    }
    return switch (entry.getSpec().getSpecCase()) {
      case HASHED_REKORD_V002 ->
          body(
              entry.getKind().equals("hashedrekord"),
              Subject.SIGNED_BYTES,
              entry.getSpec().getHashedRekordV002().getData(),
              List.of(entry.getSpec().getHashedRekordV002().getSignature()));
      case DSSE_V002 ->
          body(
              entry.getKind().equals("dsse"),
              Subject.PAYLOAD,
              entry.getSpec().getDsseV002().getPayloadHash(),
              entry.getSpec().getDsseV002().getSignaturesList());
      case SPEC_NOT_SET -> unreadable("a body of Rekor v2", "an empty one");
    };
  }

  private static Outcome<EntryBody> body(
      boolean asNamed, Subject subject, HashOutput hash, List<Signature> signatures) {
    Optional<Digest.Algorithm> algorithm = HashAlgorithms.of(hash.getAlgorithm());
    if (!asNamed || signatures.size() != 1) {
      return unreadable("one signature, in a body of the entry's kind", "another form");
    }
    if (algorithm.isEmpty()) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a SHA-256, SHA-384 or SHA-512 digest",
          hash.getAlgorithm().name());
    }
    Signature signature = signatures.get(0);
    byte[] verifier =
        switch (signature.getVerifier().getVerifierCase()) {
          case X509_CERTIFICATE ->
              signature.getVerifier().getX509Certificate().getRawBytes().toByteArray();
          case PUBLIC_KEY -> signature.getVerifier().getPublicKey().getRawBytes().toByteArray();
          case VERIFIER_NOT_SET -> new byte[0];
        };
    try {
      return Outcome.read(
          new EntryBody(
              subject,
              Digest.of(algorithm.get(), hash.getDigest().toByteArray()),
              signature.getContent().toByteArray(),
              verifier,
              Optional.of(signature.getVerifier().getKeyDetails()),
              Optional.empty()));
    } catch (IllegalArgumentException e) {
      return unreadable(
          "a digest of " + algorithm.get().displayName(),
          "one of " + hash.getDigest().size() + " bytes");
    }
  }

  private static <T> Outcome<T> unreadable(String expected, String actual) {
    return Outcome.rejected(ReasonCode.LOG_ENTRY_UNREADABLE, expected, actual);
  }
}
