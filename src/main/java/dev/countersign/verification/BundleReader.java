package dev.countersign.verification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes bundles: Sigstore's of version 0.1 to 0.3, and what cosign wrote before there was one.
 * The media type is not authenticated: it is checked for being known, and no rule depends on it. A
 * member of another name is rejected.
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto">
 *     Sigstore bundle format</a>
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
            value ->
                CosignBundle.isOne(value)
                    ? CosignBundle.read(value)
                    : JsonObjects.read(
                        value,
                        ReasonCode.BUNDLE_UNREADABLE,
                        "a Sigstore bundle",
                        BundleReader::decode));
  }

  private static Outcome<SignedBundle> decode(JsonNode bundle) {
    JsonObjects.requireKnown(
        bundle, "mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");
    String mediaType = JsonObjects.stringOrEmpty(bundle, "mediaType");
    JsonNode material = JsonObjects.object(bundle, "verificationMaterial");
    JsonObjects.requireKnown(
        material,
        "certificate",
        "x509CertificateChain",
        "publicKey",
        "tlogEntries",
        "timestampVerificationData");
    List<TransparencyLogEntry> entries =
        JsonObjects.elements(material, "tlogEntries").stream().map(LogEntryJson::entry).toList();
    List<byte[]> timestamps = timestamps(material);
    if (!MEDIA_TYPE.matcher(mediaType).matches()) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a bundle of version 0.1, 0.2 or 0.3",
          "media type \"" + mediaType + "\"");
    }
    if (timestamps.size() > MAX_TIMESTAMPS) {
      return unreadable("at most " + MAX_TIMESTAMPS + " timestamps", "" + timestamps.size());
    }
    return content(bundle)
        .then(
            content ->
                key(material)
                    .then(
                        key -> Outcome.read(new SignedBundle(key, content, entries, timestamps))));
  }

  private static List<byte[]> timestamps(JsonNode material) {
    if (!JsonObjects.has(material, "timestampVerificationData")) {
      return List.of();
    }
    JsonNode data = JsonObjects.object(material, "timestampVerificationData");
    JsonObjects.requireKnown(data, "rfc3161Timestamps");
    List<byte[]> timestamps = new ArrayList<>();
    for (JsonNode timestamp : JsonObjects.elements(data, "rfc3161Timestamps")) {
      JsonObjects.requireKnown(timestamp, "signedTimestamp");
      timestamps.add(JsonObjects.base64OrEmpty(timestamp, "signedTimestamp"));
    }
    return timestamps;
  }

  private static Outcome<SignedContent> content(JsonNode bundle) {
    boolean message = JsonObjects.has(bundle, "messageSignature");
    if (message == JsonObjects.has(bundle, "dsseEnvelope")) {
      return unreadable(
          "a message signature or a DSSE envelope", message ? "both" : "neither of them");
    }
    return message
        ? message(JsonObjects.object(bundle, "messageSignature"))
        : envelope(JsonObjects.object(bundle, "dsseEnvelope"));
  }

  private static Outcome<SignedContent> message(JsonNode message) {
    JsonObjects.requireKnown(message, "messageDigest", "signature");
    byte[] signature = JsonObjects.base64OrEmpty(message, "signature");
    if (signature.length == 0) {
      return unreadable("a signature", "an empty one");
    }
    return JsonObjects.has(message, "messageDigest")
        ? digest(JsonObjects.object(message, "messageDigest"))
            .then(digest -> Outcome.read(new SignedContent.Message(signature, Optional.of(digest))))
        : Outcome.read(new SignedContent.Message(signature, Optional.empty()));
  }

  private static Outcome<Digest> digest(JsonNode claimed) {
    JsonObjects.requireKnown(claimed, "algorithm", "digest");
    String named = JsonObjects.stringOrEmpty(claimed, "algorithm");
    return HashAlgorithms.ofProtobuf(named)
        .map(
            algorithm ->
                Outcome.read(Digest.of(algorithm, JsonObjects.base64OrEmpty(claimed, "digest"))))
        .orElseGet(
            () ->
                Outcome.rejected(
                    ReasonCode.BUNDLE_UNSUPPORTED,
                    "a SHA-256, SHA-384 or SHA-512 digest",
                    named.isEmpty() ? "no algorithm" : named));
  }

  private static Outcome<SignedContent> envelope(JsonNode envelope) {
    JsonObjects.requireKnown(envelope, "payload", "payloadType", "signatures");
    List<JsonNode> signatures = JsonObjects.elements(envelope, "signatures");
    if (signatures.size() != 1) {
      return unreadable("one signature in the DSSE envelope", signatures.size() + " signatures");
    }
    JsonObjects.requireKnown(signatures.get(0), "sig", "keyid");
    byte[] signature = JsonObjects.base64OrEmpty(signatures.get(0), "sig");
    if (signature.length == 0) {
      return unreadable("a signature", "an empty one");
    }
    return Outcome.read(
        new SignedContent.Envelope(
            signature,
            JsonObjects.stringOrEmpty(envelope, "payloadType"),
            JsonObjects.base64OrEmpty(envelope, "payload")));
  }

  private static Outcome<KeyMaterial> key(JsonNode material) {
    boolean certificate = JsonObjects.has(material, "certificate");
    boolean chain = JsonObjects.has(material, "x509CertificateChain");
    boolean publicKey = JsonObjects.has(material, "publicKey");
    if ((certificate ? 1 : 0) + (chain ? 1 : 0) + (publicKey ? 1 : 0) > 1) {
      return unreadable("one certificate, one chain or one public key", "several of them");
    }
    if (publicKey) {
      JsonNode key = JsonObjects.object(material, "publicKey");
      JsonObjects.requireKnown(key, "hint");
      return Outcome.read(new KeyMaterial.Managed(JsonObjects.stringOrEmpty(key, "hint")));
    }
    if (certificate) {
      return certified(List.of(JsonObjects.object(material, "certificate")));
    }
    if (chain) {
      JsonNode certificates = JsonObjects.object(material, "x509CertificateChain");
      JsonObjects.requireKnown(certificates, "certificates");
      return certified(JsonObjects.elements(certificates, "certificates"));
    }
    return certified(List.of());
  }

  private static Outcome<KeyMaterial> certified(List<JsonNode> chain) {
    if (chain.isEmpty() || chain.size() > MAX_CERTIFICATES) {
      return Outcome.rejected(
          chain.isEmpty() ? ReasonCode.CERTIFICATE_MISSING : ReasonCode.BUNDLE_UNREADABLE,
          "a signing certificate, among at most " + MAX_CERTIFICATES,
          chain.isEmpty() ? "none" : chain.size() + " certificates");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (JsonNode certificate : chain) {
        JsonObjects.requireKnown(certificate, "rawBytes");
        certificates.add(Certificates.parse(JsonObjects.base64OrEmpty(certificate, "rawBytes")));
      }
      if (certificates.stream().anyMatch(Certificates::isSelfIssued)) {
        return Outcome.rejected(
            ReasonCode.ROOT_CERTIFICATE_IN_BUNDLE,
            "no root certificate in the bundle",
            "a self-signed certificate");
      }
      return Outcome.read(
          KeyMaterial.Certified.of(
              certificates.get(0), certificates.subList(1, certificates.size())));
    } catch (CertificateException e) {
      return Certificates.unreadable(e);
    }
  }

  private static <T> Outcome<T> unreadable(String expected, String actual) {
    return Outcome.rejected(ReasonCode.BUNDLE_UNREADABLE, expected, actual);
  }
}
