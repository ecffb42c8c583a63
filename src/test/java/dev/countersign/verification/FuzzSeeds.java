package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What fuzzing begins with: materials of a Sigstore instance of its own and, where the folder
 * beside the project is here, the real release's and those of the conformance suite.
 */
final class FuzzSeeds {
  private static final Path SHARED = Path.of("..", "shared");

  private static final String ODD_MANIFEST =
      """
      \ufeff# comment

      \\%1$s *a\\nb\\\\c\\rd\r
      %1$s  ./e\r
      SHA256 (e) = %1$s
      SHA2-512(e)= %1$s%1$s
      \\SHA384 (f\\\\) = %2$s%2$s%2$s
      %2$s  e
      %2$s%2$s  Aa
      %1$s  BB
      MD5 (g) = %2$s"""
          .formatted("0".repeat(64), "1f".repeat(16));

  private final List<byte[]> manifests = new ArrayList<>();
  private final List<byte[]> bundleFiles = new ArrayList<>();

  FuzzSeeds() throws IOException {
    manifests.add(SignedRelease.manifest());
    manifests.add(ODD_MANIFEST.getBytes(UTF_8));
    for (SignedMaterials materials : signed()) {
      for (BundleVersion version : BundleVersion.values()) {
        bundleFiles.add(materials.bundleJson(version).getBytes(UTF_8));
      }
    }
    if (Files.isDirectory(SHARED)) {
      manifests.addAll(files(SHARED.resolve("fixtures/pyconfr-demo"), ".txt"));
      bundleFiles.addAll(files(SHARED.resolve("fixtures/pyconfr-demo"), ".sigstore"));
      bundleFiles.addAll(files(SHARED.resolve("conformance"), ".sigstore.json"));
    }
  }

  List<byte[]> of(FuzzTargets.Target target) {
    return switch (target) {
      case EVERY_READER ->
          FuzzTargets.Target.SINGLE.stream().flatMap(single -> of(single).stream()).toList();
      case BUNDLE -> bundleFiles;
      case CERTIFICATE_CLAIMS -> certificates();
      case CHECKPOINT ->
          entries()
              .map(e -> e.getInclusionProof().getCheckpoint().getEnvelopeBytes().toByteArray())
              .toList();
      case STRICT_JSON -> Stream.concat(bundleFiles.stream(), bodies().stream()).toList();
      case LOG_ENTRY_BODY -> bodies();
      case COSIGN_BUNDLE -> cosignBundles();
      case LOG_ANSWER -> entries().map(entry -> RekorAnswers.entry(entry).getBytes(UTF_8)).toList();
      case STATEMENT -> statements();
      case MANIFEST -> manifests;
    };
  }

  private static List<SignedMaterials> signed() {
    SignedRelease release = new SignedRelease();
    return Stream.of(KeyKind.values())
        .map(kind -> SignedRelease.request().withKey(kind).withTimestampAfter(Duration.ZERO))
        .map(release::sign)
        .toList();
  }

  private static List<byte[]> cosignBundles() {
    return List.of(
        new SignedRelease().sign(SignedRelease.request()).cosignBundleJson().getBytes(UTF_8));
  }

  private List<byte[]> statements() {
    return bundles()
        .filter(Bundle::hasDsseEnvelope)
        .map(bundle -> bundle.getDsseEnvelope().getPayload().toByteArray())
        .toList();
  }

  private List<byte[]> certificates() {
    return bundles()
        .map(Bundle::getVerificationMaterial)
        .filter(VerificationMaterial::hasCertificate)
        .map(material -> material.getCertificate().getRawBytes().toByteArray())
        .toList();
  }

  private List<byte[]> bodies() {
    return entries().map(entry -> entry.getCanonicalizedBody().toByteArray()).toList();
  }

  private Stream<TransparencyLogEntry> entries() {
    return bundles().flatMap(b -> b.getVerificationMaterial().getTlogEntriesList().stream());
  }

  /** The bundles that are well-formed; some of the conformance suite's are not. */
  private Stream<Bundle> bundles() {
    return bundleFiles.stream().map(FuzzSeeds::bundle).flatMap(Optional::stream);
  }

  private static Optional<Bundle> bundle(byte[] json) {
    try {
      Bundle.Builder bundle = Bundle.newBuilder();
      JsonFormat.parser().merge(new String(json, UTF_8), bundle);
      return Optional.of(bundle.build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static List<byte[]> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<byte[]> contents = new ArrayList<>();
      for (Path path : paths.filter(p -> p.toString().endsWith(suffix)).sorted().toList()) {
        contents.add(Files.readAllBytes(path));
      }
      return contents;
    }
  }
}
