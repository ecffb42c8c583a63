package dev.countersign.verification;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.MessageSignature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes Sigstore bundles of version 0.1 to 0.3 that hold a message signature and a certificate.
 * The media type is not authenticated: it is checked for being known, and no rule depends on it.
 *
 * @see <a href="https://docs.sigstore.dev/about/bundle/">Sigstore bundle format</a>
 */
final class BundleReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TIMESTAMPS = 32;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/vnd\\.dev\\.sigstore\\.bundle(\\+json;version=0\\.[123]|\\.v0\\.3\\+json)");

  private BundleReader() {}

  static Outcome<SignedBundle> read(byte[] json) {
    if (json.length > MAX_BYTES) {
      return unreadable("at most " + MAX_BYTES + " bytes", json.length + " bytes");
    }
    return StrictJson.read(json, ReasonCode.BUNDLE_UNREADABLE)
        .then(BundleReader::parse)
        .then(BundleReader::decode);
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
    if (!bundle.hasMessageSignature()) {
      return Outcome.rejected(
          ReasonCode.BUNDLE_UNSUPPORTED,
          "a message signature",
          bundle.hasDsseEnvelope() ? "a DSSE envelope" : "no signature");
    }
    MessageSignature signature = bundle.getMessageSignature();
    if (signature.getSignature().isEmpty()) {
      return unreadable("a signature", "an empty one");
    }
    VerificationMaterial material = bundle.getVerificationMaterial();
    List<byte[]> timestamps =
        material.getTimestampVerificationData().getRfc3161TimestampsList().stream()
            .map(timestamp -> timestamp.getSignedTimestamp().toByteArray())
            .toList();
    if (timestamps.size() > MAX_TIMESTAMPS) {
      return unreadable("at most " + MAX_TIMESTAMPS + " timestamps", "" + timestamps.size());
    }
    return certificate(material)
        .then(
            certificate ->
                Outcome.read(
                    new SignedBundle(
                        certificate,
                        signature.getSignature().toByteArray(),
                        signature.hasMessageDigest()
                            ? Optional.of(signature.getMessageDigest())
                            : Optional.empty(),
                        material.getTlogEntriesList(),
                        timestamps)));
  }

  private static Outcome<X509Certificate> certificate(VerificationMaterial material) {
    List<dev.sigstore.proto.common.v1.X509Certificate> chain =
        material.hasCertificate()
            ? List.of(material.getCertificate())
            : material.getX509CertificateChain().getCertificatesList();
    if (chain.isEmpty()) {
      return Outcome.rejected(
          ReasonCode.CERTIFICATE_UNREADABLE,
          "a signing certificate",
          material.hasPublicKey() ? "a public key" : "none");
    }
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (dev.sigstore.proto.common.v1.X509Certificate proto : chain) {
        certificates.add(Certificates.parse(proto.getRawBytes().toByteArray()));
      }
      if (certificates.stream().anyMatch(Certificates::isSelfIssued)) {
        return unreadable("no root certificate in the bundle", "a self-signed certificate");
      }
      return Outcome.read(certificates.get(0));
    } catch (CertificateException | RuntimeException e) {
      // The JDK reports some malformed names with unchecked exceptions.
      return Outcome.rejected(
          ReasonCode.CERTIFICATE_UNREADABLE,
          "an X.509 certificate in DER",
          String.valueOf(e.getMessage()));
    }
  }

  private static <T> Outcome<T> unreadable(String expected, String actual) {
    return Outcome.rejected(ReasonCode.BUNDLE_UNREADABLE, expected, actual);
  }
}
