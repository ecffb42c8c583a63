package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.encryption.certificates.Certificates;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each variant of the signing certificate varies, and is as good as another in all else. */
class CertificateProfileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final WorkflowIdentity IDENTITY =
      WorkflowRun.ofRelease(
              "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
          .identity();

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final CertificateProfile profile = CertificateProfile.fulcio();

  @Test
  void keyUsageMayMissTheDigitalSignature() throws Exception {
    assertThat(accepted(profile.withKeyUsage(KeyUsage.keyAgreement)).getKeyUsage())
        .startsWith(false, false, false, false, true);
    assertThat(accepted(profile.withoutKeyUsage()).getKeyUsage()).isNull();
  }

  @Test
  void purposesMayBeOthers() throws Exception {
    CertificateProfile others =
        profile.withPurposes(KeyPurposeId.id_kp_timeStamping, KeyPurposeId.anyExtendedKeyUsage);
    assertThat(accepted(others).getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.8", "2.5.29.37.0");
    assertThat(accepted(profile.withPurposes()).getExtendedKeyUsage()).isNull();
  }

  @Test
  void leafMayBeAnAuthority() throws Exception {
    assertThat(certificate(profile).getCriticalExtensionOIDs()).doesNotContain("2.5.29.19");
    assertThat(certificate(profile.withAuthority(true)).getBasicConstraints()).isNotNegative();
    X509Certificate saysItIsNone = accepted(profile.withAuthority(false));
    assertThat(saysItIsNone.getBasicConstraints()).isEqualTo(-1);
    assertThat(saysItIsNone.getCriticalExtensionOIDs()).contains("2.5.29.19");
  }

  @Test
  void namesMayBeTwoOrAMailAddress() throws Exception {
    SigningRequest two =
        SigningRequest.by(IDENTITY.withUris("https://example.test/a", "https://example.test/b"));
    assertThat(certificate(two).getSubjectAlternativeNames())
        .extracting(name -> (Object) name.get(1))
        .containsExactly("https://example.test/a", "https://example.test/b");
    verify(sigstore, two);
    SigningRequest mail =
        SigningRequest.by(
            IDENTITY.withNames(new GeneralName(GeneralName.rfc822Name, "octo@example.test")));
    assertThat(certificate(mail).getSubjectAlternativeNames())
        .containsExactly(List.of(GeneralName.rfc822Name, "octo@example.test"));
    verify(sigstore, mail);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void libraryVerifiesEveryLengthOfChain(int certificates) throws Exception {
    LocalSigstore instance =
        new LocalSigstore(() -> NOW, InstanceShape.publicGood().withAuthorityChain(certificates));
    assertThat(instance.trustedRoot().getCertificateAuthorities(0).getCertChain())
        .extracting(chain -> chain.getCertificatesCount())
        .isEqualTo(certificates);
    verify(instance, SigningRequest.by(IDENTITY));
  }

  /** The library builds its path from the first certificate of the chain alone. */
  @Test
  void issuerMayBeTheSecondOfTheChain() throws Exception {
    LocalSigstore instance =
        new LocalSigstore(() -> NOW, InstanceShape.publicGood().withAuthorityChain(3));
    SigningRequest request = SigningRequest.by(IDENTITY).withProfile(profile.withIssuer(1));
    X509Certificate certificate = certificate(request, instance);
    X509Certificate second =
        (X509Certificate)
            Certificates.fromDer(
                instance
                    .trustedRoot()
                    .getCertificateAuthorities(0)
                    .getCertChain()
                    .getCertificates(1)
                    .getRawBytes()
                    .toByteArray());
    certificate.verify(second.getPublicKey());
    assertThat(certificate.getIssuerX500Principal()).isEqualTo(second.getSubjectX500Principal());
    assertThatThrownBy(() -> verify(instance, request))
        .hasStackTraceContaining("not verifiable against CAs");
  }

  @Test
  void libraryVerifiesSeveralTimestamps() throws Exception {
    accepted(profile.withTimestamps(SctRequest.prompt(), SctRequest.prompt().byOtherLog()));
    accepted(profile.withTimestamps(SctRequest.prompt().byOtherLog(), SctRequest.prompt()));
    assertThatThrownBy(() -> accepted(profile.withTimestamps(SctRequest.prompt().byOtherLog())))
        .hasStackTraceContaining("all(1) SCTs were invalid");
    assertThatThrownBy(() -> accepted(profile.withTimestamps()))
        .hasStackTraceContaining("No valid SCTs were found");
  }

  @Test
  void timestampMayCarryExtensions() throws Exception {
    byte[] leafIndex = {0, 0, 5, 0, 0, 0, 0, 0x70};
    X509Certificate certificate =
        accepted(profile.withTimestamps(SctRequest.prompt().withExtensions(leafIndex)));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.11129.2.4.2"))
        .containsSequence(0, 8, 0, 0, 5, 0, 0, 0, 0, 0x70);
  }

  @Test
  void timestampMayComeLater() throws Exception {
    byte[] prompt = certificate(profile).getExtensionValue("1.3.6.1.4.1.11129.2.4.2");
    byte[] late =
        certificate(
                profile.withTimestamps(SctRequest.prompt().withDelay(Duration.ofMillis(0x0100))))
            .getExtensionValue("1.3.6.1.4.1.11129.2.4.2");
    // Tag and length twice, two list lengths, version, log id, and the time's last byte but one.
    int place = 4 + 4 + 1 + 32 + 6;
    assertThat(late[place] - prompt[place]).isEqualTo(1);
  }

  /** The certificate of a signature that the library verifies. */
  private X509Certificate accepted(CertificateProfile varied) throws Exception {
    SigningRequest request = SigningRequest.by(IDENTITY).withProfile(varied);
    verify(sigstore, request);
    return certificate(request);
  }

  private X509Certificate certificate(CertificateProfile varied) throws Exception {
    return certificate(SigningRequest.by(IDENTITY).withProfile(varied));
  }

  private X509Certificate certificate(SigningRequest request) throws Exception {
    return certificate(request, sigstore);
  }

  private static X509Certificate certificate(SigningRequest request, LocalSigstore instance)
      throws Exception {
    return (X509Certificate)
        Certificates.fromPem(instance.sign(MANIFEST, request).certificateFile());
  }

  private static void verify(LocalSigstore instance, SigningRequest request) throws Exception {
    new LibraryVerifier(instance)
        .verify(MANIFEST, instance.sign(MANIFEST, request).bundleJson(BundleVersion.V0_3));
  }
}
