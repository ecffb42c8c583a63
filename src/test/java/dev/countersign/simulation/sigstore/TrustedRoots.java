package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.sigstore.proto.common.v1.DistinguishedName;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import dev.sigstore.proto.common.v1.LogId;
import dev.sigstore.proto.common.v1.PublicKey;
import dev.sigstore.proto.common.v1.TimeRange;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.common.v1.X509CertificateChain;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Instant;
import java.util.List;

/** Writes down which services are to be trusted. */
final class TrustedRoots {
  private static final String MEDIA_TYPE =
      "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

  private TrustedRoots() {}

  /** A trusted root of these services, each valid since {@code start} and to this day. */
  static TrustedRoot of(Services services, Instant start) {
    TimeRange validFor =
        TimeRange.newBuilder()
            .setStart(Timestamp.newBuilder().setSeconds(start.getEpochSecond()))
            .build();
    return TrustedRoot.newBuilder()
        .setMediaType(MEDIA_TYPE)
        .addTlogs(log(TransparencyLog.URI, services.transparencyLog().key(), validFor))
        .addTlogs(log(TiledLog.URI, services.tiledLog().key(), validFor))
        .addCertificateAuthorities(
            authority(
                dev.countersign.simulation.sigstore.CertificateAuthority.URI,
                services.certificateAuthority().chain(),
                validFor))
        .addCtlogs(
            log(
                CertificateTransparencyLog.URI,
                services.certificateTransparencyLog().key(),
                validFor))
        .addTimestampAuthorities(
            authority(TimestampAuthority.URI, services.timestampAuthority().chain(), validFor))
        .build();
  }

  // The format's field, which its successor has not replaced in published roots.
  @SuppressWarnings("deprecation")
  private static TransparencyLogInstance log(String uri, LogKey key, TimeRange validFor) {
    return TransparencyLogInstance.newBuilder()
        .setBaseUrl(uri)
        .setHashAlgorithm(HashAlgorithm.SHA2_256)
        .setPublicKey(
            PublicKey.newBuilder()
                .setRawBytes(ByteString.copyFrom(key.publicKey()))
                .setKeyDetails(key.kind().details())
                .setValidFor(validFor))
        .setLogId(LogId.newBuilder().setKeyId(ByteString.copyFrom(key.logId())))
        .build();
  }

  private static CertificateAuthority authority(
      String uri, List<byte[]> chain, TimeRange validFor) {
    X509CertificateChain.Builder certificates = X509CertificateChain.newBuilder();
    for (byte[] certificate : chain) {
      certificates.addCertificates(
          X509Certificate.newBuilder().setRawBytes(ByteString.copyFrom(certificate)));
    }
    return CertificateAuthority.newBuilder()
        .setSubject(
            DistinguishedName.newBuilder()
                .setOrganization("localsigstore.test")
                .setCommonName("sigstore"))
        .setUri(uri)
        .setCertChain(certificates)
        .setValidFor(validFor)
        .build();
  }
}
