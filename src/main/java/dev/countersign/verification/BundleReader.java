package dev.countersign.verification;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.common.v1.MessageSignature;
import io.intoto.EnvelopeOuterClass;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes bundles: Sigstore's of version 0.1 to 0.3, and what cosign wrote before there was one.
 * The media type is not authenticated: it is checked for being known, and no rule depends on it.
 *
 * @see <a href="https://docs.sigstore.dev/about/bundle/">Sigstore bundle format</a>
 */
final class BundleReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TIMESTAMPS = 32;
  private static final int MAX_CERTIFICATES = 10;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/vnd\\.dev\\.sigstore\\.bundle(\\+json;version=0\\.[123]|\\.v0\\.3\\+json)");

  private BundleReader() {}

  static Outcome<SignedBundle> read(byte[] json) {
    if (json.length > MAX_BYTES) {
      return unreadable("at most " + MAX_BYTES + " bytes", json.length + " bytes");
    }
    return StrictJson.read(json, ReasonCode.BUNDLE_UNREADABLE)
        .then(
            text ->
                CosignBundle.isOne(text)
                    ? CosignBundle.read(text)
                    : parse(text).then(BundleReader::decode));
  }

  private static Outcome<Bundle> parse(String json) {
    Bundle.Builder bundle = Bundle.newBuilder();
    try {
      JsonFormat.parser().merge(json, bundle);
      return Outcome.read(bundle.build());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return unreadable("a Sigstore bundle", String.valueOf(e.getMessage()));
    }
  }

  private static Outcome<SignedBundle> decode(Bundle bundle) {
    if (!MEDIA_TYPE.matcher(bundle.getMediaType()).matches()) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a bundle of version 0.1, 0.2 or 0.3",
          "media type \"" + bundle.getMediaType() + "\"");
    }
    VerificationMaterial material = bundle.getVerificationMaterial();
    List<byte[]> timestamps =
        material.getTimestampVerificationData().getRfc3161TimestampsList().stream()
            .map(timestamp -> timestamp.getSignedTimestamp().toByteArray())
            .toList();
    if (timestamps.size() > MAX_TIMESTAMPS) {
      return unreadable("at most " + MAX_TIMESTAMPS + " timestamps", "" + timestamps.size());
    }
    return content(bundle)
        .then(
            content ->
                key(material)
                    .then(
                        key ->
                            Outcome.read(
                                new SignedBundle(
                                    key, content, material.getTlogEntriesList(), timestamps))));
  }

  private static Outcome<SignedContent> content(Bundle bundle) {
    return switch (bundle.getContentCase()) {
      case MESSAGE_SIGNATURE -> message(bundle.getMessageSignature());
      case DSSE_ENVELOPE -> envelope(bundle.getDsseEnvelope());
      case CONTENT_NOT_SET -> unreadable("a message signature or a DSSE envelope", "neither");
    };
  }

  private static Outcome<SignedContent> message(MessageSignature message) {
    if (message.getSignature().isEmpty()) {
      return unreadable("a signature", "an empty one");
    }
    byte[] signature = message.getSignature().toByteArray();
    return message.hasMessageDigest()
        ? digest(message.getMessageDigest())
            .then(digest -> Outcome.read(new SignedContent.Message(signature, Optional.of(digest))))
        : Outcome.read(new SignedContent.Message(signature, Optional.empty()));
  }

  private static Outcome<Digest> digest(HashOutput claimed) {
    Optional<Digest.Algorithm> algorithm = HashAlgorithms.of(claimed.getAlgorithm());
    if (algorithm.isEmpty()) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a SHA-256, SHA-384 or SHA-512 digest",
          claimed.getAlgorithm().name());
    }
    try {
      return Outcome.read(Digest.of(algorithm.get(), claimed.getDigest().toByteArray()));
    } catch (IllegalArgumentException e) {
      return unreadable(
          "a digest of " + algorithm.get().displayName(),
          "one of " + claimed.getDigest().size() + " bytes");
    }
  }

  private static Outcome<SignedContent> envelope(EnvelopeOuterClass.Envelope envelope) {
    if (envelope.getSignaturesCount() != 1) {
      return unreadable(
          "one signature in the DSSE envelope", envelope.getSignaturesCount() + " signatures");
    }
    if (envelope.getSignatures(0).getSig().isEmpty()) {
      return unreadable("a signature", "an empty one");
    }
    return Outcome.read(
        new SignedContent.Envelope(
            envelope.getSignatures(0).getSig().toByteArray(),
            envelope.getPayloadType(),
            envelope.getPayload().toByteArray()));
  }

  private static Outcome<KeyMaterial> key(VerificationMaterial material) {
    return switch (material.getContentCase()) {
      case PUBLIC_KEY -> Outcome.read(new KeyMaterial.Managed(material.getPublicKey().getHint()));
      case CERTIFICATE -> certified(List.of(material.getCertificate()));
      case X509_CERTIFICATE_CHAIN ->
          certified(material.getX509CertificateChain().getCertificatesList());
      case CONTENT_NOT_SET -> certified(List.of());
    };
  }

  private static Outcome<KeyMaterial> certified(
      List<dev.sigstore.proto.common.v1.X509Certificate> chain) {
    if (chain.isEmpty() || chain.size() > MAX_CERTIFICATES) {
      return Outcome.rejected(
          chain.isEmpty() ? ReasonCode.CERTIFICATE_MISSING : ReasonCode.BUNDLE_UNREADABLE,
          "a signing certificate, among at most " + MAX_CERTIFICATES,
          chain.isEmpty() ? "none" : chain.size() + " certificates");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (dev.sigstore.proto.common.v1.X509Certificate proto : chain) {
        certificates.add(Certificates.parse(proto.getRawBytes().toByteArray()));
      }
    } catch (CertificateException e) {
      return Certificates.unreadable(e);
    }
    if (certificates.stream().anyMatch(Certificates::isSelfIssued)) {
      return Outcome.rejected(
          ReasonCode.ROOT_CERTIFICATE_IN_BUNDLE,
          "no root certificate in the bundle",
          "a self-signed certificate");
    }
    return Outcome.read(
        new KeyMaterial.Certified(
            certificates.get(0), certificates.subList(1, certificates.size())));
  }

  private static <T> Outcome<T> unreadable(String expected, String actual) {
    return Outcome.rejected(ReasonCode.BUNDLE_UNREADABLE, expected, actual);
  }
}
