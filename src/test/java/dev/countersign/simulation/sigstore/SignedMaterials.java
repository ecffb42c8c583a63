package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.bundle.v1.TimestampVerificationData;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.HashAlgorithm;
import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.common.v1.MessageSignature;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.common.v1.X509CertificateChain;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a signing client brings home: everything that its files are made of.
 *
 * @param artifact the signed bytes
 * @param signature over the artifact
 * @param certificate DER of the signing certificate
 * @param entry the transparency log's entry
 * @param timestamps DER of the RFC 3161 responses over the signature
 */
public record SignedMaterials(
    ByteString artifact,
    ByteString signature,
    ByteString certificate,
    TransparencyLogEntry entry,
    List<ByteString> timestamps) {
  public SignedMaterials {
    timestamps = List.copyOf(timestamps);
  }

  /** The bundle; a test may alter it and print it with {@link LocalSigstore#json}. */
  public Bundle bundle(BundleVersion version) {
    return Bundle.newBuilder()
        .setMediaType(version.mediaType())
        .setVerificationMaterial(verificationMaterial(version))
        .setMessageSignature(
            MessageSignature.newBuilder()
                .setMessageDigest(
                    HashOutput.newBuilder()
                        .setAlgorithm(HashAlgorithm.SHA2_256)
                        .setDigest(ByteString.copyFrom(Sha256.of(artifact.toByteArray()))))
                .setSignature(signature))
        .build();
  }

  /** The bundle as a client writes it. */
  public String bundleJson(BundleVersion version) {
    return LocalSigstore.json(bundle(version));
  }

  /** Content of the {@code .sig} file: the signature in base64, without a line end. */
  public String signatureFile() {
    return Base64.getEncoder().encodeToString(signature.toByteArray());
  }

  /** Content of the {@code .crt} file: the certificate in PEM. */
  public String certificateFile() {
    return Pem.certificate(certificate.toByteArray());
  }

  /** The artifact and its three signature files, by path. */
  public Map<String, byte[]> files(String artifactPath, BundleVersion version) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(artifactPath, artifact.toByteArray());
    files.put(artifactPath + ".sig", signatureFile().getBytes(US_ASCII));
    files.put(artifactPath + ".crt", certificateFile().getBytes(US_ASCII));
    files.put(artifactPath + version.suffix(), bundleJson(version).getBytes(UTF_8));
    return files;
  }

  private VerificationMaterial verificationMaterial(BundleVersion version) {
    VerificationMaterial.Builder material = VerificationMaterial.newBuilder().addTlogEntries(entry);
    X509Certificate raw = X509Certificate.newBuilder().setRawBytes(certificate).build();
    if (version.hasCertificateChain()) {
      material.setX509CertificateChain(X509CertificateChain.newBuilder().addCertificates(raw));
    } else {
      material.setCertificate(raw);
    }
    if (!timestamps.isEmpty()) {
      TimestampVerificationData.Builder data = TimestampVerificationData.newBuilder();
      for (ByteString timestamp : timestamps) {
        data.addRfc3161Timestamps(
            RFC3161SignedTimestamp.newBuilder().setSignedTimestamp(timestamp));
      }
      material.setTimestampVerificationData(data);
    }
    return material.build();
  }
}
