package dev.countersign.verification;

import static dev.countersign.verification.ReasonCode.INCLUSION_PROOF_INVALID;
import static dev.countersign.verification.ReasonCode.SIGNING_TIME_UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.InclusionProof;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleProofTest {
  private static final ByteString HASH = ByteString.copyFrom(new byte[32]);

  private final SignedRelease release = new SignedRelease();

  @Test
  void followsEveryProofOfAGrowingLog() {
    for (int i = 0; i < 40; i++) {
      byte[] body = ("body " + i).getBytes(UTF_8);
      TransparencyLogEntry entry = release.sigstore().log(body, SignedRelease.SIGNED_AT);

      assertThat(MerkleProof.leadsToRoot(body, entry.getInclusionProof())).isTrue();
      assertThat(MerkleProof.leadsToRoot("other".getBytes(UTF_8), entry.getInclusionProof()))
          .isFalse();
    }
  }

  @Test
  void rejectsAHashWithOneBitChanged() {
    rejects(proof -> proof.setHashes(0, SignedRelease.flip(proof.getHashes(0), 31)));
  }

  @Test
  void rejectsAHashTooMany() {
    rejects(proof -> proof.addHashes(HASH));
  }

  @Test
  void rejectsAHashTooFew() {
    rejects(
        proof -> {
          var fewer = proof.getHashesList().subList(1, proof.getHashesCount());
          proof.clearHashes().addAllHashes(List.copyOf(fewer));
        });
  }

  @Test
  void rejectsAProofThatIsAtTheRootBeforeItsEnd() {
    byte[] body = "body".getBytes(UTF_8);
    ByteString leaf = sha256(ByteString.copyFrom(new byte[] {0}).concat(ByteString.copyFrom(body)));
    ByteString root = sha256(ByteString.copyFrom(new byte[] {1}).concat(leaf).concat(HASH));
    InclusionProof.Builder ofTwo =
        InclusionProof.newBuilder().setTreeSize(2).addHashes(HASH).setRootHash(root);

    assertThat(MerkleProof.leadsToRoot(body, ofTwo.build())).isTrue();
    assertThat(MerkleProof.leadsToRoot(body, ofTwo.setTreeSize(4).build())).isFalse();
  }

  @Test
  void rejectsHashesInAnotherOrder() {
    rejects(
        proof -> {
          ByteString first = proof.getHashes(0);
          proof.setHashes(0, proof.getHashes(1)).setHashes(1, first);
        });
  }

  @Test
  void rejectsAHashOfAnotherLength() {
    rejects(proof -> proof.setHashes(0, proof.getHashes(0).substring(1)));
  }

  @Test
  void rejectsARootOfAnotherLength() {
    rejects(proof -> proof.setRootHash(ByteString.EMPTY));
    rejects(proof -> proof.setRootHash(proof.getRootHash().concat(HASH)));
  }

  @Test
  void rejectsAnotherLeafsProof() {
    InclusionProof other = release.sign(SignedRelease.request()).entry().getInclusionProof();

    rejects(proof -> proof.clear().mergeFrom(other));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 999})
  void rejectsAnotherIndex(long index) {
    rejects(proof -> proof.setLogIndex(index));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1})
  void rejectsAnotherSize(long size) {
    rejects(proof -> proof.setTreeSize(size));
  }

  @Test
  void rejectsAnIndexAtTheEndOfTheTree() {
    assertThat(
            MerkleProof.leadsToRoot(
                new byte[0],
                InclusionProof.newBuilder()
                    .setLogIndex(0)
                    .setTreeSize(0)
                    .setRootHash(HASH)
                    .build()))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0",
    "0,2,1",
    "1,2,1",
    "2,3,1",
    "0,3,2",
    "6,7,2",
    "4,7,3",
    "0,9223372036854775807,63",
    "9223372036854775806,9223372036854775807,62"
  })
  void knowsHowLongAPathIs(long index, long size, int length) {
    assertThat(MerkleProof.pathLength(index, size)).isEqualTo(length);
  }

  private static ByteString sha256(ByteString content) {
    return ByteString.copyFrom(Digest.sha256(content.toByteArray()).bytes());
  }

  private void rejects(Consumer<InclusionProof.Builder> change) {
    assertThat(release.reasonsWithEntry(entry -> change.accept(entry.getInclusionProofBuilder())))
        .containsExactly(INCLUSION_PROOF_INVALID, SIGNING_TIME_UNVERIFIED);
  }
}
