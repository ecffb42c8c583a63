package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.FastCrypto;
import dev.countersign.fixture.RealRelease;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.GitHubSigstore;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.Statement;
import dev.sigstore.proto.bundle.v1.Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  /**
   * Of so many flipped bits the usual run tries one; a prime, so that every bit of a byte occurs.
   */
  private static final int FLIPS_FOR_ONE_SAMPLED = 331;

  /** Each subject has more single mutations than this, and more than this are tried of it. */
  private static final int FEWEST = 20_000;

  private static final int FEWEST_SAMPLED = 250;

  /** More that still say the same would be worth a look. */
  private static final long MOST_OF_SAME_CONTENT = 400;

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
    List<Mutant> mutants() {
      List<Mutant> mutants = new ArrayList<>();
      new BundleMutations(bundle, other).each(mutants::add);
      JsonMutations.each(json(bundle), mutants::add);
      return mutants;
    }

    boolean accepts(byte[] mutant) {
      SigningVerdict verdict =
          verifier.verify(
              artifact, SignatureFiles.ofBundle(new MaterialFile("bundle", mutant)), signer);
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
      FastCrypto.install();
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
  void acceptsNoSingleMutationOfTheRealBundle() {
    MaterialSet set = RealRelease.materials();
    Bundle bundle = BundleContent.parse(set.bundles().get(0).content());
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

  private enum Judgement {
    REJECTED,
    SAME_CONTENT,
    ACCEPTED
  }

  private static void judge(Subject subject) {
    assertThat(subject.accepts(json(subject.bundle()))).isTrue();
    List<Mutant> all = subject.mutants();
    List<Mutant> tried = ALL ? all : sample(all);
    Bundle content = BundleContent.of(json(subject.bundle()), subject.bundle());
    Set<String> accepted = new ConcurrentSkipListSet<>();
    Map<Judgement, Long> counts =
        tried.parallelStream()
            .map(
                mutant -> {
                  Judgement judgement = judge(subject, content, mutant);
                  if (judgement == Judgement.ACCEPTED) {
                    accepted.add(mutant.place());
                  }
                  return judgement;
                })
            .collect(groupingBy(judgement -> judgement, counting()));
    long rejected = counts.getOrDefault(Judgement.REJECTED, 0L);
    long same = counts.getOrDefault(Judgement.SAME_CONTENT, 0L);
    System.out.printf(
        "%s: %d of %d single mutations tried, %d rejected, %d of the same content, %d accepted%n",
        subject, tried.size(), all.size(), rejected, same, accepted.size());
    assertThat(accepted).isEmpty();
    assertThat(rejected + same).isEqualTo(tried.size());
    assertThat(same).isLessThanOrEqualTo(MOST_OF_SAME_CONTENT);
    assertThat(all.size()).isGreaterThan(FEWEST);
    assertThat(tried.size()).isGreaterThan(ALL ? FEWEST : FEWEST_SAMPLED);
  }

  /** Nothing may escape: what is thrown, whatever it is, ends the test with the place it was at. */
  private static Judgement judge(Subject subject, Bundle content, Mutant mutant) {
    byte[] json = mutant.json().get();
    try {
      if (!subject.accepts(json)) {
        return Judgement.REJECTED;
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("escaped at " + mutant.place(), e);
    }
    try {
      return BundleContent.of(json, subject.bundle()).equals(content)
          ? Judgement.SAME_CONTENT
          : Judgement.ACCEPTED;
    } catch (IllegalArgumentException e) {
      return Judgement.ACCEPTED;
    }
  }

  /** Every mutation but flipped bits, and some of those. */
  private static List<Mutant> sample(List<Mutant> all) {
    List<Mutant> sample = new ArrayList<>();
    int flips = 0;
    for (Mutant mutant : all) {
      if (!mutant.flip() || flips++ % FLIPS_FOR_ONE_SAMPLED == 0) {
        sample.add(mutant);
      }
    }
    return sample;
  }

  private static byte[] json(Bundle bundle) {
    return LocalSigstore.json(bundle).getBytes(UTF_8);
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
}
