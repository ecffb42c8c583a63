package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** The keys of logs, by their key details. */
@SuppressWarnings("deprecation") // older trusted roots must be read
class TrustedRootReaderTest {
  private static final PublicKey RSA = KeyPairs.generate("3072").getPublic();
  private static final PublicKey EC = KeyPairs.generate("secp256r1").getPublic();

  @Test
  void readsAnRsaKeyOfAnySizeInItsOwnFormat() throws Exception {
    byte[] pkcs1 =
        SubjectPublicKeyInfo.getInstance(RSA.getEncoded()).getPublicKeyData().getOctets();

    TrustedLog log = log(PublicKeyDetails.PKCS1_RSA_PKCS1V5, pkcs1).get(0);

    assertThat(log.key()).isEqualTo(RSA);
    assertThat(log.algorithm()).isEqualTo(SigningAlgorithm.RSA_3072_SHA_256);
  }

  @Test
  void readsAnRsaKeyOfAnySizeInTheUsualFormat() throws Exception {
    TrustedLog log = log(PublicKeyDetails.PKIX_RSA_PKCS1V5, RSA.getEncoded()).get(0);

    assertThat(log.key()).isEqualTo(RSA);
    assertThat(log.algorithm()).isEqualTo(SigningAlgorithm.RSA_3072_SHA_256);
  }

  @Test
  void knowsNoLogWhoseKeyIsNotWhatItsDetailsSay() throws Exception {
    assertThat(log(PublicKeyDetails.PKIX_RSA_PKCS1V5, EC.getEncoded())).isEmpty();
    assertThat(log(PublicKeyDetails.PKIX_RSA_PKCS1V15_2048_SHA256, RSA.getEncoded())).isEmpty();
    assertThat(log(PublicKeyDetails.PKIX_ECDSA_P384_SHA_384, EC.getEncoded())).isEmpty();
  }

  @Test
  void knowsNoLogThatSignsInAWayThatIsNotAccepted() throws Exception {
    assertThat(log(PublicKeyDetails.PKIX_RSA_PSS_3072_SHA256, RSA.getEncoded())).isEmpty();
  }

  @Test
  void rejectsBytesThatAreNoKey() {
    assertThatThrownBy(() -> log(PublicKeyDetails.PKCS1_RSA_PKCS1V5, RSA.getEncoded()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The one log of a trusted root, if it is known by that key. */
  private static List<TrustedLog> log(PublicKeyDetails details, byte[] key)
      throws GeneralSecurityException, IOException {
    TrustedRoot.Builder root =
        new LocalSigstore(() -> SignedRelease.ISSUED_AT).trustedRoot().toBuilder();
    while (root.getTlogsCount() > 1) {
      root.removeTlogs(1);
    }
    root.getTlogsBuilder(0)
        .getPublicKeyBuilder()
        .setKeyDetails(details)
        .setRawBytes(ByteString.copyFrom(key));
    return TrustedRootReader.read(root.build()).transparencyLogs();
  }
}
