package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import dev.countersign.simulation.sigstore.WorkflowRun;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A release signed by a Sigstore instance of its own, which verifies as it stands. A test alters
 * one thing and asks for the reasons against it.
 */
final class SignedRelease {
  static final Instant ISSUED_AT = Instant.parse("2026-03-01T12:00:00Z");

  /** The log's time: a second after the certificate's issuance. */
  static final Instant SIGNED_AT = ISSUED_AT.plusSeconds(1);

  static final String MANIFEST = "checksums-1.txt";
  static final String WORKFLOW = ".github/workflows/release.yml";
  static final String ISSUER = "https://token.actions.githubusercontent.com";
  static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";
  static final Release RELEASE =
      new Release(
          "https://github.com",
          RepositoryName.parse("octo-org/demo"),
          1001,
          2002,
          ISSUED_AT.minus(Duration.ofDays(100)),
          "public",
          "v1.0.0",
          COMMIT,
          Optional.empty());

  private static final Digest WORKFLOW_DIGEST = Digest.sha256("on: release\n".getBytes(UTF_8));

  private final LocalSigstore sigstore = new LocalSigstore(() -> ISSUED_AT);
  private Release release = RELEASE;
  private SignerPolicy signer = new SignerPolicy(List.of(), Set.of("release"), ISSUER, false);
  private Instant legacyCutoff = Instant.parse("2024-08-01T00:00:00Z");
  private TrustedRoot trustedRoot = sigstore.trustedRoot();
  private final List<TreeEntry> files =
      new ArrayList<>(List.of(new TreeEntry(WORKFLOW, TreeEntry.Kind.FILE, "2".repeat(40), 12)));
  private final List<Glob> unlisted = new ArrayList<>();

  LocalSigstore sigstore() {
    return sigstore;
  }

  /** The run that the release started. */
  static WorkflowRun run() {
    return WorkflowRun.ofRelease("octo-org/demo", 1001, 2002, "v1.0.0", COMMIT, WORKFLOW);
  }

  /** What the release's run asks for. */
  static SigningRequest request() {
    return SigningRequest.by(run().identity());
  }

  static byte[] manifest() {
    return (WORKFLOW_DIGEST + "  " + WORKFLOW + "\n").getBytes(UTF_8);
  }

  SignedRelease of(Release other) {
    release = other;
    return this;
  }

  SignedRelease allowing(SignerPolicy policy) {
    signer = policy;
    return this;
  }

  /** The tag has one more file, which the manifest need not list. */
  SignedRelease containing(String path) {
    files.add(new TreeEntry(path, TreeEntry.Kind.FILE, "3".repeat(40), 12));
    unlisted.add(Glob.ofPath(path));
    return this;
  }

  SignedRelease withLegacyCutoff(Instant cutoff) {
    legacyCutoff = cutoff;
    return this;
  }

  /** Alters what is trusted. */
  SignedRelease trusting(Consumer<TrustedRoot.Builder> change) {
    TrustedRoot.Builder root = trustedRoot.toBuilder();
    change.accept(root);
    trustedRoot = root.build();
    return this;
  }

  SignedMaterials sign(SigningRequest request) {
    return sigstore.sign(manifest(), request);
  }

  /** The materials with a bundle of version 0.3 in which the log entry is altered. */
  static Bundle withEntry(
      SignedMaterials materials, Consumer<TransparencyLogEntry.Builder> change) {
    Bundle.Builder bundle = materials.bundle(BundleVersion.V0_3).toBuilder();
    change.accept(bundle.getVerificationMaterialBuilder().getTlogEntriesBuilder(0));
    return bundle.build();
  }

  /** A set of the manifest and these bundles alone. */
  static MaterialSet set(Bundle... bundles) {
    return set(Arrays.stream(bundles).map(LocalSigstore::json).toArray(String[]::new));
  }

  /** A set of the manifest and bundles with this content. */
  static MaterialSet set(String... bundles) {
    return new MaterialSet(
        new MaterialFile(MANIFEST, manifest()),
        Arrays.stream(bundles)
            .map(json -> new MaterialFile(MANIFEST + ".sigstore.json", json.getBytes(UTF_8)))
            .toList(),
        List.of(),
        List.of());
  }

  /** Everything found about one set. */
  SetVerdict verify(MaterialSet set) {
    return verdict(set).sets().get(0);
  }

  /** Everything found about all of these sets. */
  Verdict verdict(MaterialSet... sets) {
    return verifier().verify(input(sets));
  }

  Verifier verifier() {
    return new Verifier(TrustedMaterial.parse(LocalSigstore.json(trustedRoot)));
  }

  VerificationInput input(MaterialSet... sets) {
    TaggedTree tree =
        new TaggedTree(
            release.commit(),
            "1".repeat(40),
            files,
            files.stream().collect(Collectors.toMap(TreeEntry::path, file -> WORKFLOW_DIGEST)));
    return new VerificationInput(
        release,
        List.of(sets),
        new ReleaseFiles(tree),
        signer,
        new ContentsPolicy(ContentsPolicy.Unlisted.FAIL, unlisted),
        legacyCutoff);
  }

  /** The reasons of all failed findings; verified exactly when there are none. */
  List<ReasonCode> reasons(MaterialSet set) {
    SetVerdict verdict = verify(set);
    List<ReasonCode> reasons =
        verdict.withStatus(Status.FAILED).stream().map(Finding::reason).toList();
    assertThat(verdict.verified()).isEqualTo(reasons.isEmpty());
    return reasons;
  }

  List<ReasonCode> reasons(Bundle... bundles) {
    return reasons(set(bundles));
  }

  List<ReasonCode> reasons(SigningRequest request) {
    return reasons(sign(request).bundle(BundleVersion.V0_3));
  }

  List<ReasonCode> reasons(WorkflowIdentity identity) {
    return reasons(SigningRequest.by(identity));
  }

  List<ReasonCode> reasonsWithEntry(Consumer<TransparencyLogEntry.Builder> change) {
    return reasonsWithEntry(request(), change);
  }

  List<ReasonCode> reasonsWithEntry(
      SigningRequest request, Consumer<TransparencyLogEntry.Builder> change) {
    return reasons(withEntry(sign(request), change));
  }

  List<ReasonCode> reasonsWithBundle(UnaryOperator<Bundle.Builder> change) {
    return reasons(change.apply(sign(request()).bundle(BundleVersion.V0_3).toBuilder()).build());
  }

  static ByteString flip(ByteString bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= 1;
    return ByteString.copyFrom(changed);
  }
}
