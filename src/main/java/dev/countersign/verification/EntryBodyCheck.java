package dev.countersign.verification;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares what a log entry says with the signing that it is attached to. */
final class EntryBodyCheck {
  private EntryBodyCheck() {}

  static Outcome<EntryBody> check(EntryBody body, SignedContent content, SignedBytes signed) {
    Outcome<EntryBody> subject =
        switch (body.subject()) {
          case SIGNED_BYTES -> checkSignedBytes(body, signed);
          case PAYLOAD -> checkPayload(body, content);
        };
    return subject.then(same -> checkSigner(same, content, signed));
  }

  private static Outcome<EntryBody> checkSignedBytes(EntryBody body, SignedBytes signed) {
    Digest.Algorithm hash = body.digest().algorithm();
    Optional<Digest> digest = signed.bytes().digest(hash);
    if (!digest.equals(Optional.of(body.digest()))) {
      return mismatch(
          "an entry about "
              + hash.displayName()
              + " "
              + digest.map(Digest::hex).orElse("of " + signed.bytes().name()),
          "an entry about " + hash.displayName() + " " + body.digest());
    }
    Optional<Digest.Algorithm> signedHash = signed.algorithm().flatMap(SigningAlgorithm::hash);
    if (signedHash.isPresent() && signedHash.get() != hash) {
      return mismatch(
          "an entry about a " + signedHash.get().displayName() + " digest, which is signed",
          "one about a " + hash.displayName() + " digest");
    }
    return Outcome.read(body);
  }

  private static Outcome<EntryBody> checkPayload(EntryBody body, SignedContent content) {
    if (!(content instanceof SignedContent.Envelope envelope)) {
      return mismatch("an entry about a signed file", "an entry about an envelope");
    }
    Digest payload = Digest.over(body.digest().algorithm(), envelope.payload());
    if (!payload.equals(body.digest())) {
      return mismatch(
          "an entry about the payload " + payload, "an entry about the payload " + body.digest());
    }
    if (!body.payloadType().orElse(envelope.payloadType()).equals(envelope.payloadType())) {
      return mismatch(envelope.payloadType(), body.payloadType().orElse(""));
    }
    return Outcome.read(body);
  }

  /** The signature and its maker, which every kind of entry names. */
  private static Outcome<EntryBody> checkSigner(
      EntryBody body, SignedContent content, SignedBytes signed) {
    if (!Arrays.equals(body.signature(), content.signature())) {
      return mismatch("the bundle's signature", "another signature");
    }
    if (!Arrays.equals(body.verifier(), signed.keyEncoding())) {
      return mismatch("the bundle's certificate or key", "another certificate or key");
    }
    Optional<String> details = body.keyDetails();
    if (details.isPresent()
        && possible(signed).stream()
            .noneMatch(one -> one.keyDetails().name().equals(details.get()))) {
      return mismatch(
          "a signature as it was made: "
              + possible(signed).stream()
                  .map(one -> one.keyDetails().name())
                  .collect(joining(" or ")),
          details.get());
    }
    return Outcome.read(body);
  }

  /** How the key signed; how it may have, where its signature does not verify. */
  private static List<SigningAlgorithm> possible(SignedBytes signed) {
    return signed.algorithm().map(List::of).orElseGet(() -> SigningAlgorithm.of(signed.key()));
  }

  private static Outcome<EntryBody> mismatch(String expected, String actual) {
    return Outcome.rejected(ReasonCode.LOG_ENTRY_MISMATCH, expected, actual);
  }
}
