package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.BUNDLE_UNSUPPORTED;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_MISMATCH;
import static dev.countersign.verification.ReasonCode.LOG_ENTRY_UNREADABLE;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.HashedRekord;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that the log took in and promised, but that are about something else. */
class EntryBodyTest {
  private final SignedRelease release = new SignedRelease();

  @Test
  @Tag("threat-13")
  void rejectsAnEntryAboutAnotherFile() {
    assertThat(
            logged(
                signing ->
                    HashedRekord.canonicalBody(
                        "another\n".getBytes(UTF_8),
                        signing.signature().toByteArray(),
                        signing.certificate().toByteArray())))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-13")
  void rejectsAnEntryAboutAnotherSignature() {
    assertThat(
            logged(
                signing ->
                    HashedRekord.canonicalBody(
                        SignedRelease.manifest(),
                        release.sign(SignedRelease.request()).signature().toByteArray(),
                        signing.certificate().toByteArray())))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  @Tag("threat-13")
  void rejectsAnEntryAboutAnotherCertificate() {
    assertThat(
            logged(
                signing ->
                    HashedRekord.canonicalBody(
                        SignedRelease.manifest(),
                        signing.signature().toByteArray(),
                        release.sign(SignedRelease.request()).certificate().toByteArray())))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "{}", "null", "{\"kind\":1,\"apiVersion\":2}"})
  void rejectsABodyThatIsNoRecord(String body) {
    assertThat(logged(signing -> body.getBytes(UTF_8)))
        .isSubsetOf(LOG_ENTRY_UNREADABLE, LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED)
        .hasSize(2)
        .endsWith(SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsABodyWithANameTwice() {
    assertThat(replacedInBody("{\"apiVersion\"", "{\"kind\":\"hashedrekord\",\"apiVersion\""))
        .containsExactly(LOG_ENTRY_UNREADABLE, SIGNING_TIME_UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"dsse,0.0.1", "hashedrekord,0.0.2", "'',''"})
  void rejectsAKindThatIsNotTheBodys(String kind, String version) {
    assertThat(
            release.reasonsWithEntry(
                entry -> entry.getKindVersionBuilder().setKind(kind).setVersion(version)))
        .containsExactly(LOG_ENTRY_MISMATCH, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsAKindOfRecordThatItDoesNotKnow() {
    SignedMaterials signing = release.sign(SignedRelease.request());
    String body = signing.entry().getCanonicalizedBody().toStringUtf8().replace("0.0.1", "0.0.9");
    TransparencyLogEntry entry =
        release.sigstore().log(body.getBytes(UTF_8), SignedRelease.SIGNED_AT);

    assertThat(
            release.reasons(
                SignedRelease.withEntry(
                    signing,
                    copy -> {
                      copy.clear().mergeFrom(entry);
                      copy.getKindVersionBuilder().setVersion("0.0.9");
                    })))
        .containsExactly(BUNDLE_UNSUPPORTED, SIGNING_TIME_UNVERIFIED);
  }

  @Test
  void rejectsADigestOfAnotherHashFunction() {
    assertThat(replacedInBody("\"sha256\"", "\"sha1\""))
        .containsExactly(BUNDLE_UNSUPPORTED, SIGNING_TIME_UNVERIFIED);
  }

  private List<ReasonCode> replacedInBody(String part, String replacement) {
    return logged(
        signing ->
            signing
                .entry()
                .getCanonicalizedBody()
                .toStringUtf8()
                .replace(part, replacement)
                .getBytes(UTF_8));
  }

  /** The reasons against a signing whose entry is of another body, though the log took it in. */
  private List<ReasonCode> logged(Function<SignedMaterials, byte[]> body) {
    SignedMaterials signing = release.sign(SignedRelease.request());
    TransparencyLogEntry entry =
        release.sigstore().log(body.apply(signing), SignedRelease.SIGNED_AT);
    return release.reasons(SignedRelease.withEntry(signing, copy -> copy.clear().mergeFrom(entry)));
  }
}
