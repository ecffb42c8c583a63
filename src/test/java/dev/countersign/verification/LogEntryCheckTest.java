package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CHECKPOINT_MISSING;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_AMBIGUOUS;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNREADABLE;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNSIGNED;
import static dev.countersign.verification.ReasonCode.SET_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_MISSING;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEntryCheckTest {
  private final SignedRelease release = new SignedRelease();

  @Test
  @Tag("threat-12")
  void rejectsABundleWithoutEntry() {
    assertThat(
            release.reasonsWithBundle(
                bundle -> {
                  bundle.getVerificationMaterialBuilder().clearTlogEntries();
                  return bundle;
                }))
        .containsExactly(ReasonCode.LOG_ENTRY_MISSING, SIGNING_TIME_MISSING);
  }

  @Test
  @Tag("threat-12")
  void rejectsASecondEntryBesideTheGoodOne() {
    TransparencyLogEntry other =
        release.sigstore().log("unrelated".getBytes(UTF_8), SignedRelease.SIGNED_AT);

    for (int place : new int[] {0, 1}) {
      assertThat(
              release.reasonsWithBundle(
                  bundle -> {
                    bundle.getVerificationMaterialBuilder().addTlogEntries(place, other);
                    return bundle;
                  }))
          .containsExactly(LOG_ENTRY_AMBIGUOUS, SIGNING_TIME_UNVERIFIED);
    }
  }

  @Test
  void rejectsAnEntryOfAnUnknownLog() {
    assertThat(release.reasons(SignedRelease.request().withImpostor(Service.TRANSPARENCY_LOG)))
        .containsExactly(ReasonCode.LOG_UNKNOWN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAnEntryThatAnotherLogMadeInTheTrustedOnesName() {
    ByteString trusted = release.sign(SignedRelease.request()).entry().getLogId().getKeyId();

    assertThat(
            release.reasonsWithEntry(
                SignedRelease.request().withImpostor(Service.TRANSPARENCY_LOG),
                entry -> entry.getLogIdBuilder().setKeyId(trusted)))
        .containsExactly(SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-11")
  void rejectsAPromiseWithOneBitChanged() {
    assertThat(
            release.reasonsWithEntry(
                entry ->
                    entry
                        .getInclusionPromiseBuilder()
                        .setSignedEntryTimestamp(
                            SignedRelease.flip(
                                entry.getInclusionPromise().getSignedEntryTimestamp(), 20))))
        .containsExactly(SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-12")
  void rejectsAnotherEntrysPromise() {
    TransparencyLogEntry other = release.sign(SignedRelease.request()).entry();

    assertThat(
            release.reasonsWithEntry(
                entry -> entry.setInclusionPromise(other.getInclusionPromise())))
        .containsExactly(SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 1_000_000_000})
  @Tag("threat-11")
  void rejectsATimeOrIndexThatTheLogDidNotPromise(long change) {
    assertThat(
            release.reasonsWithEntry(
                entry -> entry.setIntegratedTime(entry.getIntegratedTime() + change)))
        .containsExactly(SET_INVALID, SIGNING_TIME_UNVERIFIED);
    assertThat(release.reasonsWithEntry(entry -> entry.setLogIndex(entry.getLogIndex() + change)))
        .containsExactly(SET_INVALID, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimeThatTheLogDidNotSignAtAll() {
    assertThat(release.reasons(SignedRelease.request().without(Part.SIGNED_ENTRY_TIMESTAMP)))
        .containsExactly(SIGNING_TIME_MISSING);
  }

  @Test
  @Tag("threat-11")
  void rejectsATimeOrIndexThatNothingVouchesFor() {
    SigningRequest request =
        SignedRelease.request()
            .without(Part.SIGNED_ENTRY_TIMESTAMP)
            .withTimestampAfter(Duration.ofSeconds(2));

    assertThat(release.reasons(request)).isEmpty();
    assertThat(release.reasonsWithEntry(request, entry -> entry.setIntegratedTime(1)))
        .containsExactly(LOG_ENTRY_UNSIGNED);
    assertThat(
            release.reasonsWithEntry(request, entry -> entry.setLogIndex(entry.getLogIndex() + 1)))
        .containsExactly(LOG_ENTRY_UNSIGNED);
  }

  @Test
  void rejectsANegativeIndexAndATimeBeforeTheCalendar() {
    assertThat(release.reasonsWithEntry(entry -> entry.setLogIndex(-1)))
        .containsExactly(LOG_ENTRY_UNREADABLE, SIGNING_TIME_UNVERIFIED);
    assertThat(release.reasonsWithEntry(entry -> entry.setIntegratedTime(-1)))
        .containsExactly(LOG_ENTRY_UNREADABLE, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsATimeBeyondTheCalendar() {
    SigningRequest far = SignedRelease.request().withIntegratedAfter(Duration.ofDays(4_000_000));

    assertThat(release.reasons(far)).containsExactly(LOG_ENTRY_UNREADABLE, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAnEntryWithoutProofAndPromise() {
    assertThat(
            release.reasons(
                SignedRelease.request()
                    .without(Part.SIGNED_ENTRY_TIMESTAMP)
                    .without(Part.INCLUSION_PROOF)
                    .withTimestampAfter(Duration.ZERO)))
        .containsExactly(ReasonCode.INCLUSION_PROOF_MISSING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Part.class,
      names = {"CHECKPOINT", "INCLUSION_PROOF"})
  @Tag("threat-10")
  void rejectsAnEntryWithoutCheckpointFromTheCutOffOn(Part part) {
    release.withLegacyCutoff(SignedRelease.SIGNED_AT);

    assertThat(release.reasons(SignedRelease.request().without(part)))
        .containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAProofWithoutCheckpointAndPromise() {
    release.withLegacyCutoff(Instant.MAX);

    assertThat(
            release.reasons(
                SignedRelease.request()
                    .without(Part.SIGNED_ENTRY_TIMESTAMP)
                    .without(Part.CHECKPOINT)
                    .withTimestampAfter(Duration.ZERO)))
        .containsExactly(CHECKPOINT_MISSING);
  }

  @Test
  @Tag("threat-10")
  void doesNotLetTheMediaTypeExcuseAMissingCheckpoint() {
    SignedMaterials materials = release.sign(SignedRelease.request().without(Part.CHECKPOINT));

    for (BundleVersion version : BundleVersion.values()) {
      assertThat(release.reasons(materials.bundle(version)))
          .containsExactly(CHECKPOINT_MISSING, SIGNING_TIME_UNVERIFIED);
    }
  }

  @Test
  @Tag("threat-11")
  void rejectsAPromiseFromBeforeTheLogsKeyWasValid() {
    trustLog(SignedRelease.SIGNED_AT.plusSeconds(1), Instant.MAX);

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(ReasonCode.LOG_KEY_NOT_VALID_THEN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-11")
  void rejectsAPromiseFromAfterTheLogsKeyWasValid() {
    trustLog(Instant.EPOCH, SignedRelease.SIGNED_AT.minusSeconds(1));

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(ReasonCode.LOG_KEY_NOT_VALID_THEN, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void includesBothEndsOfTheLogKeysValidity() {
    trustLog(SignedRelease.SIGNED_AT, SignedRelease.SIGNED_AT);

    assertThat(release.reasons(SignedRelease.request())).isEmpty();
  }

  @Test
  void neverTrustsALogKeyWithoutAStart() {
    release.trusting(
        root -> root.getTlogsBuilder(0).getPublicKeyBuilder().getValidForBuilder().clearStart());

    assertThat(release.reasons(SignedRelease.request()))
        .containsExactly(ReasonCode.LOG_KEY_NOT_VALID_THEN, SIGNING_TIME_UNVERIFIED);
  }

  private void trustLog(Instant start, Instant end) {
    release.trusting(
        root ->
            root.getTlogsBuilder(0)
                .getPublicKeyBuilder()
                .setValidFor(CertificateCheckTest.range(start, end)));
  }
}
