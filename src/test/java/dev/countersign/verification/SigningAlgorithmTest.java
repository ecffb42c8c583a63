package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.ManagedKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningAlgorithmTest {
  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2040, 2047, 4097, 4104, 8192})
  void isNoneForAnRsaKeyThatIsTooShortOrTooLong(int bits) throws Exception {
    assertThat(SigningAlgorithm.of(rsa(bits))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2048,RSA_2048_SHA_256",
    "2049,RSA_OTHER_SHA_256",
    "3071,RSA_OTHER_SHA_256",
    "3072,RSA_3072_SHA_256",
    "4095,RSA_OTHER_SHA_256",
    "4096,RSA_4096_SHA_256"
  })
  void isOneForAnyOtherRsaKey(int bits, SigningAlgorithm algorithm) throws Exception {
    assertThat(SigningAlgorithm.of(rsa(bits))).containsExactly(algorithm);
  }

  @Test
  void saysWhatAKeyIs() throws Exception {
    assertThat(SigningAlgorithm.describe(rsa(2048))).isEqualTo("RSA 2048");
    assertThat(SigningAlgorithm.describe(generated(KeyKind.P384))).isEqualTo("EC 384");
    assertThat(SigningAlgorithm.describe(generated(KeyKind.ED25519))).isEqualTo("Ed25519");
  }

  /** A key of this size, to which there need not be a private one. */
  private static PublicKey rsa(int bits) throws GeneralSecurityException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537)));
  }

  private static PublicKey generated(KeyKind kind) {
    return KeyFiles.publicKey(ManagedKey.generated(kind).pem().getBytes(StandardCharsets.US_ASCII));
  }
}
