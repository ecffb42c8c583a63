package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.ConformanceCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of Sigstore's client conformance suite, each rejection for the reason it is about. */
class ConformanceTest {
  /** Case, then the reasons against it, the one that it is named after first. */
  private static final String REASONS =
      """
      bundle-empty-certificate-chain_fail                       CERTIFICATE_MISSING
      bundle-from-wrong-instance_fail                           CERTIFICATE_CHAIN_UNTRUSTED SCT_INVALID LOG_UNKNOWN SIGNING_TIME_UNVERIFIED
      bundle-invalid-base64-signature_fail                      BUNDLE_UNREADABLE
      bundle-malformed-json_fail                                BUNDLE_UNREADABLE
      bundle-negative-log-index_fail                            LOG_ENTRY_UNREADABLE SIGNING_TIME_UNVERIFIED
      bundle-unknown-version_fail                               BUNDLE_UNSUPPORTED
      bundle-with-root-cert_fail                                ROOT_CERTIFICATE_IN_BUNDLE
      checkpoint-bad-keyhint_fail                               CHECKPOINT_INVALID SIGNING_TIME_UNVERIFIED
      checkpoint-wrong-roothash_fail                            CHECKPOINT_INVALID SIGNING_TIME_UNVERIFIED
      dsse-invalid-sig_fail                                     SIGNATURE_INVALID LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      dsse-mismatch-envelope_fail                               LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      dsse-mismatch-sig_fail                                    LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      inclusion-proof-corrupted-hash_fail                       INCLUSION_PROOF_INVALID SIGNING_TIME_UNVERIFIED
      incorrect-public-key_fail                                 LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      integrated-time-in-future_fail                            SIGNED_OUTSIDE_CERTIFICATE_VALIDITY
      intoto-expired-certificate_fail                           SIGNED_OUTSIDE_CERTIFICATE_VALIDITY CERTIFICATE_CHAIN_UNTRUSTED SCT_INVALID
      intoto-log-entry-mismatch_fail                            LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      intoto-missing-inclusion-proof_fail                       CHECKPOINT_MISSING SIGNING_TIME_UNVERIFIED
      intoto-set-outside-signing-cert-validity_fail             SIGNED_OUTSIDE_CERTIFICATE_VALIDITY
      intoto-tsa-timestamp-outside-cert-validity_fail           SIGNED_OUTSIDE_CERTIFICATE_VALIDITY
      invalid-checkpoint-signature_fail                         CHECKPOINT_INVALID SIGNING_TIME_UNVERIFIED
      invalid-ct-key_fail                                       SCT_INVALID
      invalid-inclusion-proof_fail                              INCLUSION_PROOF_INVALID SIGNING_TIME_UNVERIFIED
      managed-key-no-key_fail                                   CERTIFICATE_MISSING
      managed-key-wrong-key_fail                                SIGNATURE_INVALID LOG_ENTRY_MISMATCH
      message-digest-mismatch_fail                              DIGEST_MISMATCH
      rekor2-checkpoint-missing-log-signature_fail              CHECKPOINT_INVALID
      rekor2-checkpoint-missing-origin_fail                     CHECKPOINT_INVALID
      rekor2-checkpoint-missing-root-hash_fail                  CHECKPOINT_INVALID
      rekor2-checkpoint-missing-size_fail                       CHECKPOINT_INVALID
      rekor2-checkpoint-no-matching-signature_fail              CHECKPOINT_INVALID
      rekor2-dsse-invalid-sig_fail                              SIGNATURE_INVALID LOG_ENTRY_MISMATCH
      rekor2-dsse-mismatch-envelope_fail                        LOG_ENTRY_MISMATCH
      rekor2-dsse-mismatch-sig_fail                             LOG_ENTRY_MISMATCH
      rekor2-no-inclusion-proof_fail                            INCLUSION_PROOF_MISSING
      rekor2-no-timestamp_fail                                  SIGNING_TIME_MISSING
      rekor2-timestamp-outside-trust-root-tsa-validity_fail     TIMESTAMP_INVALID
      rekor2-timestamp-outside-tsa-cert-validity_fail           TIMESTAMP_INVALID
      rekor2-timestamp-payload-mismatch_fail                    TIMESTAMP_INVALID
      rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail    TIMESTAMP_INVALID
      rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail TIMESTAMP_INVALID
      rekor2-timestamp-with-incorrect-time_fail                 BUNDLE_UNREADABLE
      set-invalid-signature_fail                                SET_INVALID SIGNING_TIME_UNVERIFIED
      signature-mismatch_fail                                   SIGNATURE_INVALID LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      trust-root-tlog-missing-validity-start_fail               LOG_KEY_NOT_VALID_THEN
      wrong-hashedrekord-artifact_fail                          LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      wrong-hashedrekord-cert-and-sig_fail                      LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      wrong-hashedrekord-entry_fail                             LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      wrong-material_fail                                       DIGEST_MISMATCH LOG_ENTRY_MISMATCH SIGNING_TIME_UNVERIFIED
      """;

  /**
   * What can be said against each case to be rejected. The case with the incorrect time is one
   * whose timestamp is not even base64.
   */
  private static final Map<String, List<ReasonCode>> EXPECTED =
      REASONS
          .lines()
          .map(line -> List.of(line.split(" +")))
          .collect(
              Collectors.toUnmodifiableMap(
                  row -> row.get(0),
                  row -> row.subList(1, row.size()).stream().map(ReasonCode::valueOf).toList()));

  static Stream<ConformanceCase> cases() {
    return ConformanceCase.all().stream();
  }

  @Test
  void hasAReasonForEachCaseThatMustFail() {
    assertThat(ConformanceCase.all()).hasSize(70);
    assertThat(
            ConformanceCase.all().stream()
                .filter(ConformanceCase::mustFail)
                .map(ConformanceCase::name))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judgesAsTheSuiteDemands(ConformanceCase conformance) {
    SigningVerdict verdict = verify(conformance);

    List<ReasonCode> reasons =
        verdict.findings().stream()
            .filter(finding -> finding.status() == Status.FAILED)
            .map(Finding::reason)
            .toList();
    if (conformance.mustFail()) {
      assertThat(reasons)
          .containsExactlyInAnyOrderElementsOf(
              EXPECTED.getOrDefault(conformance.name(), List.of()));
      assertThat(verdict.verified()).isFalse();
    } else {
      assertThat(reasons).isEmpty();
      assertThat(verdict.verified()).isTrue();
    }
  }

  private static SigningVerdict verify(ConformanceCase conformance) {
    // The suite wants the log's proof of every entry, however old.
    SigningVerifier verifier =
        new SigningVerifier(TrustedMaterial.parse(conformance.trustedRoot()), Instant.EPOCH);
    Artifact artifact = Artifact.of("artifact", conformance.artifact());
    SignatureFiles files =
        SignatureFiles.ofBundle(new MaterialFile("bundle", conformance.bundle()));
    if (conformance.key().isPresent()) {
      return verifier.verify(artifact, files, KeyFiles.publicKey(conformance.key().get()));
    }
    IdentityPolicy signer =
        IdentityPolicy.builder()
            .subjectAlternativeName(conformance.identity())
            .issuer(conformance.issuer())
            .build();
    return verifier.verify(artifact, files, signer);
  }
}
