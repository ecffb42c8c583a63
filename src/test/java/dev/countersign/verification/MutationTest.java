package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.NativeCrypto;
import dev.countersign.fixture.RealRelease;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.Statement;
import dev.countersign.verification.BundleMutations.Mutant;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No bundle with a single mutation is accepted, unless it still says the same. {@code mvn test
 * -Dtest=MutationTest -Dmutations=all} tries every mutation, the usual run a sample.
 */
class MutationTest {
  private static final boolean ALL = "all".equals(System.getProperty("mutations"));
  private static final int SAMPLED = 500;

  /** Each subject has more single mutations than this. */
  private static final int FEWEST = 6_000;

  private static final Instant LEGACY_CUTOFF = Instant.parse("2024-08-01T00:00:00Z");

  /**
   * A valid bundle, another one of the same kind, and who judges them.
   *
   * @param artifact what the first is about
   */
  record Subject(
      String name,
      Bundle bundle,
      Bundle other,
      Artifact artifact,
      SigningVerifier verifier,
      IdentityPolicy signer) {
    boolean accepts(Bundle mutant) {
      SigningVerdict verdict =
          verifier.verify(
              artifact,
              SignatureFiles.ofBundle(
                  new MaterialFile("bundle", LocalSigstore.json(mutant).getBytes(UTF_8))),
              signer);
      assertThat(verdict.verified())
          .isEqualTo(
              verdict.findings().stream().noneMatch(finding -> finding.status() == Status.FAILED));
      return verdict.verified();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void hurry() {
    if (ALL) {
      NativeCrypto.install();
    }
  }

  static Stream<Subject> generated() {
    SignedRelease release = new SignedRelease();
    GitHubSigstore gitHub = new GitHubSigstore(() -> SignedRelease.ISSUED_AT);
    SigningRequest request = SignedRelease.request();
    SigningRequest tiled =
        request.withEntry(EntryKind.HASHEDREKORD_0_0_2).withTimestampAfter(Duration.ofSeconds(2));
    SigningRequest unlogged = GitHubSigstore.by(SignedRelease.run().identity());
    String root = release.sigstore().trustedRootJson();
    Statement statement =
        Statement.of("https://example.com/predicate")
            .withSubject(SignedRelease.MANIFEST, SignedRelease.manifest());
    byte[] manifest = SignedRelease.manifest();
    return Stream.of(
        subject("Rekor v1", root, () -> release.sign(request).bundle(BundleVersion.V0_3)),
        subject(
            "Rekor v1, statement",
            root,
            () -> release.sigstore().attest(statement, request).bundle(BundleVersion.V0_3)),
        subject("Rekor v2", root, () -> release.sign(tiled).bundle(BundleVersion.V0_3)),
        subject(
            "timestamp only",
            gitHub.trustedRootJson(),
            () -> gitHub.sign(manifest, unlogged).bundle(BundleVersion.V0_3)),
        subject(
            "timestamp only, statement",
            gitHub.trustedRootJson(),
            () -> gitHub.attest(statement, unlogged).bundle(BundleVersion.V0_3)));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void acceptsNoSingleMutation(Subject subject) {
    judge(subject);
  }

  @Test
  void acceptsNoSingleMutationOfTheRealBundle() throws IOException {
    MaterialSet set = RealRelease.materials();
    Bundle bundle = parse(new String(set.bundles().get(0).content(), UTF_8));
    Bundle other = new SignedRelease().sign(SignedRelease.request()).bundle(BundleVersion.V0_1);
    judge(
        new Subject(
            "the real release",
            bundle,
            other,
            set.artifact(),
            new SigningVerifier(RealReleaseCases.trust("production"), LEGACY_CUTOFF),
            IdentityPolicy.builder()
                .repository(RealRelease.release().repository(), "https://github.com")
                .trigger("release")
                .ref(RealRelease.release().ref())
                .build()));
  }

  private static void judge(Subject subject) {
    assertThat(subject.accepts(subject.bundle())).isTrue();
    List<Mutant> mutants = new ArrayList<>();
    int[] number = {0};
    int step = ALL ? 1 : Math.max(1, count(subject) / SAMPLED);
    new BundleMutations(subject.bundle(), subject.other())
        .each(
            mutant -> {
              if (number[0]++ % step == 0) {
                mutants.add(mutant);
              }
            });
    int same = 0;
    List<String> accepted = new ArrayList<>();
    Bundle said = saying(subject.bundle(), subject.bundle());
    for (Mutant mutant : mutants) {
      if (subject.accepts(mutant.bundle())) {
        if (saying(mutant.bundle(), subject.bundle()).equals(said)) {
          same++;
        } else {
          accepted.add(mutant.place());
        }
      }
    }
    System.out.printf(
        "%s: %d of %d single mutations tried, %d rejected, %d of the same content%n",
        subject, mutants.size(), number[0], mutants.size() - same - accepted.size(), same);
    assertThat(accepted).isEmpty();
    assertThat(number[0]).isGreaterThan(FEWEST);
    assertThat(mutants).hasSizeGreaterThanOrEqualTo(ALL ? FEWEST : SAMPLED);
  }

  private static int count(Subject subject) {
    int[] count = {0};
    new BundleMutations(subject.bundle(), subject.other()).each(mutant -> count[0]++);
    return count[0];
  }

  /**
   * What of a bundle says anything. The rest is signed by nobody, and no rule relies on it: the
   * media type; the proof of a legacy bundle without checkpoint, whose root the bundle itself
   * names; hints about keys; and of a timestamp, what its signature does not cover. The digest need
   * not be repeated: where it is, it must be right.
   */
  private static Bundle saying(Bundle bundle, Bundle original) {
    Bundle.Builder saying = bundle.toBuilder().clearMediaType();
    if (saying.hasMessageSignature() && !saying.getMessageSignature().hasMessageDigest()) {
      saying
          .getMessageSignatureBuilder()
          .setMessageDigest(original.getMessageSignature().getMessageDigest());
    }
    for (TransparencyLogEntry.Builder entry :
        saying.getVerificationMaterialBuilder().getTlogEntriesBuilderList()) {
      if (entry.getInclusionProof().getCheckpoint().getEnvelope().isEmpty()) {
        entry.clearInclusionProof();
      }
    }
    if (saying.hasDsseEnvelope()) {
      saying
          .getDsseEnvelopeBuilder()
          .getSignaturesBuilderList()
          .forEach(signature -> signature.clearKeyid());
    }
    for (RFC3161SignedTimestamp.Builder timestamp :
        saying
            .getVerificationMaterialBuilder()
            .getTimestampVerificationDataBuilder()
            .getRfc3161TimestampsBuilderList()) {
      timestamp.setSignedTimestamp(signedPart(timestamp.getSignedTimestamp()));
    }
    return saying.build();
  }

  /** What a timestamp's signature covers, and the signature. */
  private static ByteString signedPart(ByteString response) {
    try {
      var token = new TimeStampResponse(response.toByteArray()).getTimeStampToken();
      var signer = token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
      return ByteString.copyFrom(token.getTimeStampInfo().getEncoded())
          .concat(ByteString.copyFrom(signer.getEncodedSignedAttributes()))
          .concat(ByteString.copyFrom(signer.getSignature()));
    } catch (TSPException | IOException e) {
      throw new IllegalStateException("an accepted timestamp can be read", e);
    }
  }

  private static Subject subject(String name, String root, Supplier<Bundle> signing) {
    return new Subject(
        name,
        signing.get(),
        signing.get(),
        Artifact.of(SignedRelease.MANIFEST, SignedRelease.manifest()),
        new SigningVerifier(TrustedMaterial.parse(root), LEGACY_CUTOFF),
        IdentityPolicy.builder()
            .subjectAlternativeName(SignedRelease.run().workflowUri())
            .issuer(SignedRelease.ISSUER)
            .build());
  }

  private static Bundle parse(String json) throws InvalidProtocolBufferException {
    Bundle.Builder bundle = Bundle.newBuilder();
    JsonFormat.parser().merge(json, bundle);
    return bundle.build();
  }
}
