package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.port.TransparencyLog;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.WorkflowRun;
import dev.countersign.verification.Artifact;
import dev.countersign.verification.Finding;
import dev.countersign.verification.IdentityPolicy;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.SignatureFiles;
import dev.countersign.verification.SigningVerdict;
import dev.countersign.verification.SigningVerifier;
import dev.countersign.verification.Status;
import dev.countersign.verification.TrustedMaterial;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the log is asked, and what its answer does for the verdict. */
class LogLookupTest {
  private static final Instant SIGNED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant CUT_OFF = Instant.parse("2024-08-01T00:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final Artifact ARTIFACT = Artifact.of("manifest", MANIFEST);
  private static final WorkflowRun RUN =
      WorkflowRun.ofRelease(
          "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml");
  private static final SigningRequest REQUEST = SigningRequest.by(RUN.identity());

  private final LocalSigstore sigstore = new LocalSigstore(() -> SIGNED);
  private final List<LogQuery> asked = new ArrayList<>();

  @Test
  void completesADetachedSignature() {
    SignedMaterials materials = sigstore.sign(MANIFEST, REQUEST);

    assertThat(verify(complete(detached(materials), materials.entry())).verified()).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void completesARecentBundleThatHasNoCheckpoint() {
    SignedMaterials whole = sigstore.sign(MANIFEST, REQUEST);
    SignatureFiles files = bundle(withoutCheckpoint(whole));

    assertThat(reasons(files)).contains(ReasonCode.CHECKPOINT_MISSING);
    assertThat(verify(complete(files, whole.entry())).verified()).isTrue();
  }

  @Test
  void doesNotCompleteABundleWithTheProofOfAnotherEntry() {
    SignedMaterials whole = sigstore.sign(MANIFEST, REQUEST);
    TransparencyLogEntry again =
        sigstore.log(whole.entry().getCanonicalizedBody().toByteArray(), SIGNED.plusSeconds(1));

    assertThat(reasons(complete(bundle(withoutCheckpoint(whole)), again)))
        .contains(ReasonCode.CHECKPOINT_MISSING);
  }

  @Test
  void believesNothingThatTheLogAnswers() {
    SignedMaterials materials = sigstore.sign(MANIFEST, REQUEST);
    TransparencyLogEntry.Builder later = materials.entry().toBuilder();
    later.setIntegratedTime(later.getIntegratedTime() + 1);
    TransparencyLogEntry.Builder elsewhere = materials.entry().toBuilder();
    elsewhere.getInclusionProofBuilder().setRootHash(ByteString.copyFrom(new byte[32]));

    assertThat(reasons(complete(detached(materials), later.build())))
        .contains(ReasonCode.SET_INVALID);
    assertThat(reasons(complete(detached(materials), elsewhere.build())))
        .contains(ReasonCode.INCLUSION_PROOF_INVALID);
  }

  @Test
  void leavesAsItIsWhatTheLogDoesNotHave() {
    SignatureFiles files = detached(sigstore.sign(MANIFEST, REQUEST));

    assertThat(complete(files)).isEqualTo(files);
    assertThat(asked).hasSize(1);
    assertThat(reasons(files)).contains(ReasonCode.LOG_ENTRY_MISSING);
  }

  @Test
  void asksOnceForOneSigning() {
    SignedMaterials materials = sigstore.sign(MANIFEST, REQUEST);

    complete(complete(detached(materials), materials.entry()), materials.entry());

    assertThat(asked).hasSize(1);
  }

  @Test
  void asksForEveryProofThatIsLacking() {
    SignedMaterials one = sigstore.sign(MANIFEST, REQUEST);
    SignedMaterials other = sigstore.sign(MANIFEST, REQUEST);
    SignatureFiles files = bundles(cosign(one), bundle(withoutCheckpoint(other)));

    assertThat(reasons(complete(files, one.entry(), other.entry())))
        .containsExactly(ReasonCode.MATERIALS_DISAGREE);
    assertThat(asked)
        .extracting(query -> query.index().getAsLong())
        .containsExactly(one.entry().getLogIndex(), other.entry().getLogIndex());
    assertThat(reasons(complete(files, one.entry()))).contains(ReasonCode.CHECKPOINT_MISSING);
    assertThat(reasons(complete(files, other.entry()))).contains(ReasonCode.CHECKPOINT_MISSING);
  }

  @Test
  void asksForEachOfTheEntriesThatOneSigningHas() {
    SignedMaterials first = sigstore.sign(MANIFEST, REQUEST);
    SignedMaterials again =
        with(
            first,
            sigstore.log(
                first.entry().getCanonicalizedBody().toByteArray(), SIGNED.plusSeconds(1)));
    SignatureFiles files =
        bundles(bundle(withoutCheckpoint(first)), bundle(withoutCheckpoint(again)));

    assertThat(verify(complete(files, first.entry(), again.entry())).verified()).isTrue();
    assertThat(asked).hasSize(2);
    assertThat(reasons(complete(files, again.entry()))).contains(ReasonCode.CHECKPOINT_MISSING);
  }

  @Test
  void asksOnceForAProofThatTwoBundlesLack() {
    SignedMaterials materials = sigstore.sign(MANIFEST, REQUEST);
    SignatureFiles files = bundles(cosign(materials), bundle(withoutCheckpoint(materials)));

    assertThat(verify(complete(files, materials.entry())).verified()).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksForAHandfulOfProofsOnly() {
    List<SignedMaterials> many =
        IntStream.range(0, 6).mapToObj(i -> sigstore.sign(MANIFEST, REQUEST)).toList();
    SignatureFiles files =
        bundles(
            many.stream()
                .map(materials -> bundle(withoutCheckpoint(materials)))
                .toArray(SignatureFiles[]::new));

    SignatureFiles completed =
        complete(
            files, many.stream().map(SignedMaterials::entry).toArray(TransparencyLogEntry[]::new));

    assertThat(asked).hasSize(5);
    assertThat(reasons(completed)).contains(ReasonCode.CHECKPOINT_MISSING);
  }

  @Test
  void doesNotAskAboutACompleteBundle() {
    complete(bundle(sigstore.sign(MANIFEST, REQUEST)));

    assertThat(asked).isEmpty();
  }

  @Test
  void doesNotAskForTheProofOfAnEntryFromBeforeTheCutOff() {
    SignatureFiles files =
        bundle(
            sigstore.sign(
                MANIFEST,
                REQUEST.withIssuedAt(CUT_OFF.minusSeconds(60)).without(Part.INCLUSION_PROOF)));

    complete(files);

    assertThat(asked).isEmpty();
    assertThat(reasons(files)).isEmpty();
  }

  @Test
  void doesNotAskForASignatureThatIsNotGood() {
    SignedMaterials materials = sigstore.sign("another manifest\n".getBytes(UTF_8), REQUEST);

    complete(detached(materials), materials.entry());

    assertThat(asked).isEmpty();
    assertThat(reasons(detached(materials))).contains(ReasonCode.SIGNATURE_INVALID);
  }

  private SignatureFiles complete(SignatureFiles files, TransparencyLogEntry... held) {
    TransparencyLog log =
        query -> {
          asked.add(query);
          return Stream.of(held)
              .filter(entry -> answers(held, entry, query))
              .findFirst()
              .map(entry -> new MaterialFile("log", RekorAnswers.entry(entry).getBytes(UTF_8)));
        };
    return new LogLookup(log).complete(ARTIFACT, files, CUT_OFF);
  }

  /** Of the one entry that it has, the log answers whatever it is asked. */
  private static boolean answers(
      TransparencyLogEntry[] held, TransparencyLogEntry entry, LogQuery query) {
    return held.length == 1 || query.index().orElse(entry.getLogIndex()) == entry.getLogIndex();
  }

  private SigningVerdict verify(SignatureFiles files) {
    return new SigningVerifier(TrustedMaterial.parse(sigstore.trustedRootJson()), CUT_OFF)
        .verify(
            ARTIFACT,
            files,
            IdentityPolicy.builder().subjectAlternativeName(RUN.workflowUri()).build());
  }

  private List<ReasonCode> reasons(SignatureFiles files) {
    return verify(files).findings().stream()
        .filter(finding -> finding.status().compareTo(Status.WARNING) > 0)
        .map(Finding::reason)
        .toList();
  }

  private static SignedMaterials withoutCheckpoint(SignedMaterials whole) {
    TransparencyLogEntry.Builder entry = whole.entry().toBuilder();
    entry.getInclusionProofBuilder().clearCheckpoint();
    return with(whole, entry.build());
  }

  private static SignedMaterials with(SignedMaterials whole, TransparencyLogEntry entry) {
    return new SignedMaterials(
        whole.content(), whole.signature(), whole.key(), List.of(entry), whole.timestamps());
  }

  private static SignatureFiles bundles(SignatureFiles... each) {
    return new SignatureFiles(
        Stream.of(each).flatMap(files -> files.bundles().stream()).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static SignatureFiles cosign(SignedMaterials materials) {
    return SignatureFiles.ofBundle(
        new MaterialFile("manifest.bundle", materials.cosignBundleJson().getBytes(UTF_8)));
  }

  private static SignatureFiles bundle(SignedMaterials materials) {
    return SignatureFiles.ofBundle(
        new MaterialFile(
            "manifest.sigstore.json", materials.bundleJson(BundleVersion.V0_3).getBytes(UTF_8)));
  }

  private static SignatureFiles detached(SignedMaterials materials) {
    return new SignatureFiles(
        List.of(),
        List.of(new MaterialFile("manifest.sig", materials.signatureFile().getBytes(UTF_8))),
        List.of(new MaterialFile("manifest.crt", materials.certificateFile().getBytes(UTF_8))),
        List.of());
  }
}
