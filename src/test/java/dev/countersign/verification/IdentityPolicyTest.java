package dev.countersign.verification;

import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityPolicyTest {
  private static final String SERVER = "https://github.com";

  private final LocalSigstore sigstore = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final WorkflowIdentity identity =
      SignedRelease.run()
          .identity()
          .with(dev.countersign.simulation.sigstore.Claim.WORKFLOW_NAME, "Release");

  /** A description, and one of somebody else. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without a state
  enum Matcher {
    NAME(
        policy -> policy.subjectAlternativeName(SignedRelease.run().workflowUri()),
        policy -> policy.subjectAlternativeName(SignedRelease.run().workflowUri() + "x"),
        ReasonCode.SIGNER_MISMATCH),
    ISSUER(
        policy -> policy.issuer(SignedRelease.ISSUER),
        policy -> policy.issuer("https://accounts.google.com"),
        ReasonCode.ISSUER_MISMATCH),
    TRIGGER(
        policy -> policy.trigger("release"),
        policy -> policy.trigger("push"),
        ReasonCode.TRIGGER_MISMATCH),
    REPOSITORY(
        policy -> policy.repository(RepositoryName.parse("Octo-Org/demo"), SERVER),
        policy -> policy.repository(RepositoryName.parse("octo-org/demo2"), SERVER),
        ReasonCode.REPOSITORY_MISMATCH),
    REF(
        policy -> policy.ref("refs/tags/v1.0.0"),
        policy -> policy.ref("v1.0.0"),
        ReasonCode.TAG_MISMATCH),
    COMMIT(
        policy -> policy.commit(SignedRelease.COMMIT),
        policy -> policy.commit("0".repeat(40)),
        ReasonCode.TAG_MOVED),
    WORKFLOW_NAME(
        policy -> policy.workflowName("Release"),
        policy -> policy.workflowName("release"),
        ReasonCode.WORKFLOW_NAME_MISMATCH);

    private final UnaryOperator<IdentityPolicy.Builder> right;
    private final UnaryOperator<IdentityPolicy.Builder> wrong;
    private final ReasonCode reason;

    Matcher(
        UnaryOperator<IdentityPolicy.Builder> right,
        UnaryOperator<IdentityPolicy.Builder> wrong,
        ReasonCode reason) {
      this.right = right;
      this.wrong = wrong;
      this.reason = reason;
    }
  }

  @ParameterizedTest
  @EnumSource
  void demandsEachThingThatIsDescribed(Matcher matcher) {
    assertThat(judged(identity, matcher.right.apply(someone()))).isEmpty();
    assertThat(judged(identity.withoutNewerClaims(), matcher.right.apply(someone()))).isEmpty();
    assertThat(judged(identity, matcher.wrong.apply(someone())))
        .containsOnly(matcher.reason)
        .isNotEmpty();
  }

  @Test
  void gathersAllMismatchesWithTheirClaims() {
    IdentityPolicy.Builder policy = IdentityPolicy.builder();
    for (Matcher matcher : Matcher.values()) {
      policy = matcher.wrong.apply(policy);
    }

    List<Finding> failed =
        verdict(identity, policy.build()).findings().stream()
            .filter(finding -> finding.status() == Status.FAILED)
            .toList();

    assertThat(failed)
        .extracting(finding -> finding.claim().orElseThrow())
        .containsExactlyInAnyOrder(
            Claim.SUBJECT_ALTERNATIVE_NAME,
            Claim.WORKFLOW_NAME,
            Claim.ISSUER,
            Claim.BUILD_TRIGGER,
            Claim.REPOSITORY_V1,
            Claim.SOURCE_REPOSITORY_URI,
            Claim.SOURCE_REPOSITORY_REF,
            Claim.SOURCE_REPOSITORY_DIGEST);
    assertThat(Claim.BUILD_TRIGGER.oid()).isEqualTo("1.3.6.1.4.1.57264.1.20");
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER_V1,https://evil.example,ISSUER",
    "TRIGGER,push,BUILD_TRIGGER",
    "COMMIT,0000000000000000000000000000000000000000,SOURCE_REPOSITORY_DIGEST",
    "REF,refs/heads/main,SOURCE_REPOSITORY_REF"
  })
  void rejectsClaimsThatDisagreeAboutSomethingThatIsNotDescribed(
      dev.countersign.simulation.sigstore.Claim old,
      String value,
      dev.countersign.simulation.sigstore.Claim newer) {
    assertThat(judged(identity.with(old, value), someone()))
        .containsExactly(ReasonCode.CLAIMS_DISAGREE);
    assertThat(judged(identity.with(old, value).without(newer), someone())).isEmpty();
  }

  @Test
  void cannotBeBuiltSoThatAnybodySatisfiesIt() {
    IdentityPolicy.Builder nobody =
        IdentityPolicy.builder()
            .issuer(SignedRelease.ISSUER)
            .trigger("release")
            .ref("refs/tags/v1.0.0")
            .commit(SignedRelease.COMMIT)
            .workflowName("Release");

    assertThatThrownBy(IdentityPolicy.builder()::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(nobody::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rejectsACertificateThatDoesNotSayWhatIsDescribed() {
    WorkflowIdentity silent = new WorkflowIdentity(List.of(), Map.of());

    for (Matcher matcher : Matcher.values()) {
      assertThat(
              judged(
                  silent.withUris(SERVER),
                  matcher.right.apply(IdentityPolicy.builder().subjectAlternativeName(SERVER))))
          .containsExactly(
              matcher == Matcher.NAME ? ReasonCode.SIGNER_MISMATCH : ReasonCode.CLAIM_MISSING);
    }
  }

  @Test
  void knowsPeopleByTheirMailAddress() {
    WorkflowIdentity person =
        identity.withNames(new GeneralName(GeneralName.rfc822Name, "a@example.com"));
    IdentityPolicy.Builder policy =
        IdentityPolicy.builder().subjectAlternativeName("a@example.com");

    assertThat(judged(person, policy)).isEmpty();
    assertThat(judged(person.withUris("https://a@example.com"), policy))
        .containsExactly(ReasonCode.SIGNER_MISMATCH);
  }

  private static IdentityPolicy.Builder someone() {
    return IdentityPolicy.builder().repository(RepositoryName.parse("octo-org/demo"), SERVER);
  }

  private List<ReasonCode> judged(WorkflowIdentity signer, IdentityPolicy.Builder policy) {
    return reasons(verdict(signer, policy.build()));
  }

  private SigningVerdict verdict(WorkflowIdentity signer, IdentityPolicy policy) {
    return new SigningVerifier(
            TrustedMaterial.parse(sigstore.trustedRootJson()), SigningCases.CUTOFF)
        .verify(
            SigningCases.MANIFEST,
            SigningCases.bundle(
                sigstore
                    .sign(SignedRelease.manifest(), SigningRequest.by(signer))
                    .bundleJson(BundleVersion.V0_3)),
            policy);
  }
}
