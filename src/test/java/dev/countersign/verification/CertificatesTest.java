package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.fixture.RealRelease;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
  private byte[] der = {};
  private int signatureLength;

  @BeforeEach
  void readACertificate() throws CertificateException {
    byte[] pem = RealRelease.file(RealRelease.MANIFEST + ".crt").content();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    der = certificate.getEncoded();
    signatureLength = certificate.getSignature().length;
  }

  @Test
  void areReadAsTheyAre() throws CertificateException {
    assertThat(Certificates.parse(der).getEncoded()).isEqualTo(der);
  }

  /** The JDK accepts these, and verifies their signature where the bits happen to be zero. */
  @ParameterizedTest
  @ValueSource(bytes = {1, 2, 7})
  void haveASignatureOfWholeOctets(byte unusedBits) {
    der[der.length - signatureLength - 1] = unusedBits;

    assertThatThrownBy(() -> Certificates.parse(der))
        .isInstanceOf(CertificateException.class)
        .hasMessage("a signature that is not whole octets");
  }

  @Test
  void haveNothingBehindThem() {
    assertThatThrownBy(() -> Certificates.parse(Arrays.copyOf(der, der.length + 1)))
        .isInstanceOf(CertificateException.class)
        .hasMessage("bytes after the end of the certificate");
  }
}
