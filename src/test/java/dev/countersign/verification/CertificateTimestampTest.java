package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTimestampTest {
  private static final String LIST = "1.3.6.1.4.1.11129.2.4.2";

  private final SignedRelease release = new SignedRelease();
  private final TrustedLog log;
  private final X509Certificate issuer;
  private final X509Certificate certificate;
  private final byte[] precertificate;
  private final byte[] list;

  CertificateTimestampTest() throws GeneralSecurityException, IOException {
    TrustedInstance instance = TrustedRootReader.read(release.sigstore().trustedRoot());
    log = instance.certificateTransparencyLogs().get(0);
    issuer = instance.certificateAuthorities().get(0).chain().get(0);
    certificate =
        Certificates.parse(release.sign(SignedRelease.request()).certificate().toByteArray());
    precertificate = Precertificate.of(certificate, issuer);
    list = octets(extension());
  }

  @Test
  void readsWhatTheLogSigned() throws Exception {
    List<CertificateTimestamp> timestamps = CertificateTimestamp.in(extension());

    assertThat(timestamps).hasSize(1);
    assertThat(timestamps.get(0).logId()).isEqualTo(log.id());
    assertThat(timestamps.get(0).time()).isEqualTo(SignedRelease.ISSUED_AT);
    assertThat(timestamps.get(0).isSignedBy(log, precertificate)).isTrue();
  }

  @Test
  void rejectsAnExtensionThatIsNoOctetString() {
    byte[] other = extension();
    other[0] = 5;

    assertThatThrownBy(() -> CertificateTimestamp.in(other))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> CertificateTimestamp.in(new byte[0]))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void believesNoTimestampWithAnotherBit() {
    for (int bit = 0; bit < list.length * Byte.SIZE; bit++) {
      byte[] altered = list.clone();
      altered[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      assertThat(believes(altered)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void rejectsAListOfAnotherLength() {
    for (int length = 0; length < list.length + 2; length++) {
      byte[] altered = Arrays.copyOf(list, length);

      if (length != list.length) {
        assertThatThrownBy(() -> CertificateTimestamp.read(altered))
            .as("%d bytes", length)
            .isInstanceOf(CertificateException.class);
      }
    }
  }

  @Test
  void rejectsBytesBehindATimestampWithinItsLength() {
    byte[] timestamp = Arrays.copyOfRange(list, 4, list.length);

    assertThat(believes(listOf(timestamp))).isTrue();
    assertThatThrownBy(
            () -> CertificateTimestamp.read(listOf(Arrays.copyOf(timestamp, timestamp.length + 1))))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void passesOverTimestampsOfOtherVersions() {
    byte[] timestamp = Arrays.copyOfRange(list, 4, list.length);
    byte[] otherVersion = {1, 2, 3};

    assertThat(believes(listOf(otherVersion))).isFalse();
    assertThat(believes(listOf(otherVersion, timestamp))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, SHA256withECDSA, 4, 3, ECDSA_P256_SHA_256",
    "secp384r1, SHA384withECDSA, 5, 3, ECDSA_P384_SHA_384",
    "secp384r1, SHA256withECDSA, 4, 3, ECDSA_P384_SHA_256",
    "secp521r1, SHA512withECDSA, 6, 3, ECDSA_P521_SHA_512",
    "secp521r1, SHA256withECDSA, 4, 3, ECDSA_P521_SHA_256",
    "2048, SHA256withRSA, 4, 1, RSA_2048_SHA_256",
    "2056, SHA256withRSA, 4, 1, RSA_OTHER_SHA_256",
  })
  void believesWhatIsSignedAsTheLogSigns(
      String kind, String made, byte hash, byte signatureKind, SigningAlgorithm algorithm)
      throws Exception {
    KeyPair pair = KeyPairs.generate(kind);
    TrustedLog other =
        new TrustedLog(
            log.baseUrl(), log.name(), log.id(), pair.getPublic(), algorithm, log.validity());
    Signature signer = Signature.getInstance(made);
    signer.initSign(pair.getPrivate());
    signer.update(signed(1234, new byte[] {5, 6}));
    byte[] signature = signer.sign();

    for (byte otherHash = 0; otherHash < 8; otherHash++) {
      for (byte otherKind = 0; otherKind < 4; otherKind++) {
        assertThat(
                new CertificateTimestamp(
                        log.id(), 1234, new byte[] {5, 6}, otherHash, otherKind, signature)
                    .isSignedBy(other, precertificate))
            .as("hash function %d, kind %d", otherHash, otherKind)
            .isEqualTo(otherHash == hash && otherKind == signatureKind);
      }
    }
  }

  /** The digitally-signed struct of RFC 6962, 3.2. */
  private byte[] signed(long millis, byte[] extensions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(0);
    out.write(0);
    out.writeLong(millis);
    out.writeShort(1);
    out.write(precertificate);
    out.writeShort(extensions.length);
    out.write(extensions);
    return bytes.toByteArray();
  }

  private boolean believes(byte[] altered) {
    try {
      return CertificateTimestamp.read(altered).stream()
          .anyMatch(
              timestamp ->
                  log.hasId(timestamp.logId()) && timestamp.isSignedBy(log, precertificate));
    } catch (CertificateException e) {
      return false;
    }
  }

  private static byte[] listOf(byte[]... timestamps) {
    ByteArrayOutputStream elements = new ByteArrayOutputStream();
    for (byte[] timestamp : timestamps) {
      writeVector(elements, timestamp);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    writeVector(whole, elements.toByteArray());
    return whole.toByteArray();
  }

  private static void writeVector(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes.length >> Byte.SIZE);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private byte[] extension() {
    return octets(certificate.getExtensionValue(LIST));
  }

  private static byte[] octets(byte[] der) {
    return ASN1OctetString.getInstance(der).getOctets();
  }
}
