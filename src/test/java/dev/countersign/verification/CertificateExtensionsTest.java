package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.fixture.RealRelease;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateExtensionsTest {
  /** As many fields as stand before the extensions. */
  private static final String SEVEN = "020105".repeat(7);

  private static final String KEY_USAGE = "0603551d0f";

  @Test
  void areThoseThatTheJdkFinds() throws Exception {
    X509Certificate generated =
        Certificates.parse(
            new SignedRelease().sign(SignedRelease.request()).certificate().toByteArray());
    X509Certificate real =
        Certificates.parse(
            KeyFiles.derFromPem(RealRelease.file(RealRelease.MANIFEST + ".crt").content()));

    for (X509Certificate certificate : List.of(generated, real)) {
      CertificateExtensions extensions = CertificateExtensions.of(certificate);
      Set<String> oids = new HashSet<>(certificate.getCriticalExtensionOIDs());
      oids.addAll(certificate.getNonCriticalExtensionOIDs());

      assertThat(oids).hasSizeGreaterThan(10);
      for (String oid : oids) {
        assertThat(extensions.content(CertificateExtensions.Id.of(oid)))
            .as(oid)
            .hasValue(ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets());
      }
      assertThat(extensions.content(CertificateExtensions.Id.of("1.2.3"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"040155", "010100040155", "0101ff040155"})
  void holdsTheContentOfItsOctetString(String value) {
    assertThat(in(sequence(KEY_USAGE + value)).content(CertificateExtensions.Id.of("2.5.29.15")))
        .hasValue(new byte[] {0x55});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "040155040166",
        "010100040155040166",
        "0101000101ff040155",
        "030155",
        "010100",
        "24030401aa",
      })
  void rejectsWhatIsNoExtension(String value) {
    String extension = sequence(KEY_USAGE + value);

    assertThatIllegalArgumentException().isThrownBy(() -> in(extension));
  }

  @ParameterizedTest
  @ValueSource(strings = {"068103551d0f", "0403551d0f", ""})
  void rejectsAnExtensionWithoutAName(String name) {
    String extension = sequence(name + "040155");

    assertThatIllegalArgumentException().isThrownBy(() -> in(extension));
  }

  @Test
  void rejectsAnExtensionTwice() {
    String extension = sequence(KEY_USAGE + "040155");

    assertThatIllegalArgumentException().isThrownBy(() -> in(extension + extension));
  }

  @Test
  void rejectsTwoListsOfThem() {
    String list = sequence("");

    assertThatIllegalArgumentException().isThrownBy(() -> at(SEVEN + tagged("a3", list + list)));
    assertThatIllegalArgumentException().isThrownBy(() -> at(SEVEN + tagged("a3", "")));
  }

  /** The JDK overlooks them there. */
  @Test
  void rejectsExtensionsInAnotherPlaceThanTheirs() {
    String extensions = tagged("a3", sequence(sequence(KEY_USAGE + "040155")));

    assertThat(at(SEVEN + extensions).content(CertificateExtensions.Id.of("2.5.29.15")))
        .isPresent();
    for (String fields :
        List.of(
            SEVEN.substring(6) + extensions,
            SEVEN + extensions + extensions,
            SEVEN + extensions + "0500",
            SEVEN + "0500" + extensions,
            SEVEN + "82020001" + extensions)) {
      assertThatIllegalArgumentException().as(fields).isThrownBy(() -> at(fields));
    }
  }

  @Test
  void mayBeNone() {
    assertThat(at(SEVEN).content(CertificateExtensions.Id.of("2.5.29.15"))).isEmpty();
  }

  private static CertificateExtensions in(String extensions) {
    return at(SEVEN + tagged("a3", sequence(extensions)));
  }

  private static CertificateExtensions at(String fields) {
    return CertificateExtensions.in(bytes(sequence(fields)));
  }

  private static String sequence(String parts) {
    return tagged("30", parts);
  }

  private static String tagged(String tag, String content) {
    return "%s%02x%s".formatted(tag, content.length() / 2, content);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
