package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.CHECKPOINT_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String HOST = "rekor.example";
  private static final String FOREIGN_LINE = "\u2014 witness.example AAAAAAECAwQ=\n";

  private final SignedRelease release = new SignedRelease();
  private final KeyPair keys = KeyPairs.generate("secp256r1");
  private final TrustedLog log =
      new TrustedLog(
          "https://" + HOST,
          HOST,
          Digest.sha256(keys.getPublic().getEncoded()).bytes(),
          keys.getPublic(),
          SigningAlgorithm.ECDSA_P256_SHA_256,
          List.of(new Validity(Instant.EPOCH, Instant.MAX)));

  @Test
  void rejectsACheckpointOfAnotherTree() {
    InclusionProof other = release.sign(SignedRelease.request()).entry().getInclusionProof();

    assertThat(rejected(note -> other.getCheckpoint().getEnvelope())).isTrue();
  }

  @Test
  void isOfTheTreeOfItsSizeAndRootAlone() {
    Checkpoint checkpoint = signed(HOST, HOST, log.id());
    InclusionProof.Builder proof =
        InclusionProof.newBuilder().setTreeSize(13).setRootHash(ByteString.copyFrom(new byte[32]));

    assertThat(checkpoint.isOfTree(proof.build())).isTrue();
    assertThat(checkpoint.isOfTree(proof.clone().setTreeSize(14).build())).isFalse();
    assertThat(
            checkpoint.isOfTree(
                proof.clone().setRootHash(SignedRelease.flip(proof.getRootHash(), 0)).build()))
        .isFalse();
  }

  @Test
  void rejectsACheckpointWithAnotherSize() {
    assertThat(rejected(note -> note.replaceFirst("\\n[0-9]+\\n", "\n999\n"))).isTrue();
  }

  @Test
  void rejectsACheckpointWithOneBitOfTheSignatureChanged() {
    assertThat(rejected(note -> note.substring(0, note.length() - 12) + "AAAAAAAAAA=\n")).isTrue();
  }

  @Test
  void rejectsACheckpointOfAnotherOrigin() {
    assertThat(rejected(note -> note.replaceFirst("rekor", "rekar"))).isTrue();
  }

  @Test
  void rejectsACheckpointWithoutSignatures() {
    assertThat(rejected(note -> note.substring(0, note.indexOf("\n\n") + 2))).isTrue();
    assertThat(rejected(note -> note.substring(0, note.indexOf("\n\n") + 1))).isTrue();
  }

  @Test
  void acceptsTheLogsSignatureAmongOthers() {
    assertThat(reasons(note -> note + FOREIGN_LINE)).isEmpty();
    assertThat(reasons(note -> note.replace("\n\n", "\n\n" + FOREIGN_LINE))).isEmpty();
  }

  @Test
  void rejectsMoreSignaturesThanAnyLogHas() {
    assertThat(reasons(note -> note + FOREIGN_LINE.repeat(19))).isEmpty();
    assertThat(rejected(note -> note + FOREIGN_LINE.repeat(20))).isTrue();
  }

  @Test
  void rejectsACheckpointOfNoReasonableSize() {
    String note = "rekor.localsigstore.test\n13\nAAAA\n%s\n\u2014 a AAAAAAE=\n";

    assertThat(Checkpoint.parse(note.formatted("x".repeat(65_000) + "\n")))
        .isInstanceOf(Outcome.Read.class);
    assertThat(Checkpoint.parse(note.formatted("x".repeat(66_000) + "\n")))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "\n\n",
        "\n\n\n\n",
        "rekor.localsigstore.test\n13\n\n\u2014 a AAAAAAE=\n",
        "rekor.localsigstore.test\n-13\nAAAA\n\n\u2014 a AAAAAAE=\n",
        "rekor.localsigstore.test\n013\nAAAA\n\n\u2014 a AAAAAAE=\n",
        "rekor.localsigstore.test\n9999999999999999999\nAAAA\n\n\u2014 a AAAAAAE=\n",
        "rekor.localsigstore.test\n13\n!\n\n\u2014 a AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAA\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAAA\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n- a AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014  AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a+b AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a\tb AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a\u00a0b AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a  AAAAAAE=\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAAAAE= \n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAAAAE\n",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAAAAE=",
        "rekor.localsigstore.test\n13\nAAAA\n\n\u2014 a AAAAAAE=\n\n",
      })
  void rejectsATextThatIsNoCheckpoint(String note) {
    assertThat(Checkpoint.parse(note))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(CHECKPOINT_INVALID));
    assertThat(rejected(good -> note)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {HOST, HOST + " - 1193050959916656506"})
  void knowsTheLogsOwnSignature(String origin) {
    assertThat(signed(origin, HOST, log.id()).isSignedBy(log)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rekor.example.org", "rekor.example ", "other.example", "Rekor.example"})
  void rejectsAnotherOriginThoughTheLogsKeySignedIt(String origin) {
    assertThat(signed(origin, HOST, log.id()).isSignedBy(log)).isFalse();
  }

  @Test
  void rejectsASignatureInAnotherName() {
    assertThat(signed(HOST, "other.example", log.id()).isSignedBy(log)).isFalse();
  }

  @Test
  void rejectsASignatureWithAnotherKeysHint() {
    assertThat(signed(HOST, HOST, new byte[] {1, 2, 3, 4}).isSignedBy(log)).isFalse();
  }

  @Test
  void rejectsTheSignatureOfAnotherKey() {
    Checkpoint checkpoint = signed(HOST, HOST, log.id());

    assertThat(
            checkpoint.isSignedBy(
                new TrustedLog(
                    log.baseUrl(),
                    HOST,
                    log.id(),
                    KeyPairs.generate("secp256r1").getPublic(),
                    log.algorithm(),
                    log.validity())))
        .isFalse();
  }

  private boolean rejected(UnaryOperator<String> change) {
    return reasons(change).equals(List.of(CHECKPOINT_INVALID, SIGNING_TIME_UNVERIFIED));
  }

  private List<ReasonCode> reasons(UnaryOperator<String> change) {
    return release.reasonsWithEntry(
        entry -> {
          var checkpoint = entry.getInclusionProofBuilder().getCheckpointBuilder();
          checkpoint.setEnvelope(change.apply(checkpoint.getEnvelope()));
        });
  }

  private Checkpoint signed(String origin, String name, byte[] id) {
    String text = origin + "\n13\n" + Base64.getEncoder().encodeToString(new byte[32]) + "\n";
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(keys.getPrivate());
      signer.update(text.getBytes(UTF_8));
      byte[] line =
          ByteString.copyFrom(id, 0, 4).concat(ByteString.copyFrom(signer.sign())).toByteArray();
      String note =
          text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
      return ((Outcome.Read<Checkpoint>) Checkpoint.parse(note)).value();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
