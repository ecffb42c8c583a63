package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.bundle.v1.TimestampVerificationData;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a signing client brings home: everything that its files are made of.
 *
 * @param content what was signed
 * @param signature over the content
 * @param key what the signature is verified with
 * @param entries the transparency log's entry, or none
 * @param timestamps DER of the RFC 3161 responses over the signature
 */
public record SignedMaterials(
    SignedContent content,
    ByteString signature,
    VerificationKey key,
    List<TransparencyLogEntry> entries,
    List<ByteString> timestamps) {
  public SignedMaterials {
    entries = List.copyOf(entries);
    timestamps = List.copyOf(timestamps);
  }

  /** The signed bytes; not for statements. */
  public ByteString artifact() {
    if (content instanceof SignedArtifact artifact) {
      return artifact.bytes();
    }
    throw new IllegalStateException("no artifact was signed, but " + content);
  }

  /** DER of the signing certificate. */
  public ByteString certificate() {
    if (key instanceof SigningCertificate certificate) {
      return certificate.der();
    }
    throw new IllegalStateException("signed without a certificate, by " + key);
  }

  /** The transparency log's entry. */
  public TransparencyLogEntry entry() {
    if (entries.isEmpty()) {
      throw new IllegalStateException("no log entry was asked for");
    }
    return entries.get(0);
  }

  /** The materials with other timestamps. */
  public SignedMaterials withTimestamps(List<ByteString> others) {
    return new SignedMaterials(content, signature, key, entries, others);
  }

  /** The bundle; a test may alter it and print it with {@link LocalSigstore#json}. */
  public Bundle bundle(BundleVersion version) {
    Bundle.Builder bundle =
        Bundle.newBuilder()
            .setMediaType(version.mediaType())
            .setVerificationMaterial(verificationMaterial(version));
    content.addTo(bundle, signature);
    return bundle.build();
  }

  /** The bundle as a client writes it. */
  public String bundleJson(BundleVersion version) {
    return LocalSigstore.json(bundle(version));
  }

  /** Content of cosign's {@code .bundle} file; only of entries with a promise. */
  public String cosignBundleJson() {
    return CosignBundle.json(this);
  }

  /** Content of the {@code .sig} file: the signature in base64, without a line end. */
  public String signatureFile() {
    return Base64.getEncoder().encodeToString(signature.toByteArray());
  }

  /** Content of the {@code .crt} file: the certificate in PEM. */
  public String certificateFile() {
    return Pem.certificate(certificate().toByteArray());
  }

  /** The artifact and its three signature files, by path. */
  public Map<String, byte[]> files(String artifactPath, BundleVersion version) {
    Map<String, byte[]> files = detachedFiles(artifactPath);
    files.put(artifactPath + version.suffix(), bundleJson(version).getBytes(UTF_8));
    return files;
  }

  /** The artifact, its signature and its certificate without a log entry, by path. */
  public Map<String, byte[]> detachedFiles(String artifactPath) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(artifactPath, artifact().toByteArray());
    files.put(artifactPath + ".sig", signatureFile().getBytes(US_ASCII));
    files.put(artifactPath + ".crt", certificateFile().getBytes(US_ASCII));
    return files;
  }

  private VerificationMaterial verificationMaterial(BundleVersion version) {
    VerificationMaterial.Builder material =
        VerificationMaterial.newBuilder().addAllTlogEntries(entries);
    key.addTo(material, version);
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
