package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuanceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-01-01T00:10:00Z");
  private static final String NAME = "CN=authority";
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private interface Change {
    void accept(X509v3CertificateBuilder certificate) throws Exception;
  }

  private final KeyPair keys = KeyPairs.generate("secp384r1");
  private final X509Certificate issuer = authority(NAME, keys, ofAuthority());

  @Test
  void isIssuedByWhomItNamesAndWhoseKeySignedIt() {
    assertThat(isIssued(certificate(extensions -> {}))).isTrue();
  }

  @Test
  void isIssuedByNobodyElse() {
    X509Certificate certificate = certificate(extensions -> {});

    assertThat(issued(authority("CN=other", keys, ofAuthority()), certificate)).isFalse();
    assertThat(issued(authority(NAME, KeyPairs.generate("secp384r1"), ofAuthority()), certificate))
        .isFalse();
    assertThat(issued(authority(NAME, KeyPairs.generate("2048"), ofAuthority()), certificate))
        .isFalse();
  }

  @Test
  void isValidFromItsStartToItsEnd() {
    X509Certificate certificate = certificate(extensions -> {});

    assertThat(Issuance.isIssuedBy(issuer, certificate, START)).isTrue();
    assertThat(Issuance.isIssuedBy(issuer, certificate, END)).isTrue();
    assertThat(Issuance.isIssuedBy(issuer, certificate, START.minusMillis(1))).isFalse();
    assertThat(Issuance.isIssuedBy(issuer, certificate, END.plusMillis(1))).isFalse();
  }

  @Test
  void isNotIssuedByWhoIsNoAuthority() {
    X509Certificate certificate = certificate(extensions -> {});
    List<Change> none =
        List.of(
            extensions -> {},
            extensions ->
                extensions.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(false)),
            extensions ->
                extensions
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)));

    for (Change extensions : none) {
      assertThat(issued(authority(NAME, keys, extensions), certificate)).isFalse();
    }
    Change withoutKeyUsage =
        extensions ->
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    assertThat(issued(authority(NAME, keys, withoutKeyUsage), certificate)).isTrue();
  }

  @Test
  void mayHaveCriticalExtensionsThatAreUnderstood() {
    Change understood =
        extensions ->
            extensions
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(
                        new GeneralName(
                            GeneralName.uniformResourceIdentifier, "https://a.example")))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(
                    Extension.certificatePolicies,
                    true,
                    new CertificatePolicies(
                        new PolicyInformation(new ASN1ObjectIdentifier("1.2.3"))))
                .addExtension(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));

    assertThat(isIssued(certificate(understood))).isTrue();
  }

  /** The poison of precertificates (RFC 6962), and two that nobody knows. */
  @ParameterizedTest
  @ValueSource(strings = {"1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.4.1.57264.1.99", "1.2.3"})
  void mayHaveNoCriticalExtensionThatIsNot(String oid) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);

    assertThat(isIssued(certificate(all -> all.addExtension(id, false, DERNull.INSTANCE))))
        .isTrue();
    assertThat(isIssued(certificate(all -> all.addExtension(id, true, DERNull.INSTANCE))))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "secp384r1, SHA256withECDSA, true",
    "secp384r1, SHA384withECDSA, true",
    "secp384r1, SHA512withECDSA, true",
    "2048, SHA256withRSA, true",
    "2048, SHA384withRSA, true",
    "2048, SHA512withRSA, true",
    "Ed25519, Ed25519, true",
    "secp384r1, SHA1withECDSA, false",
    "secp384r1, SHA224withECDSA, false",
    "2048, SHA1withRSA, false",
    "2048, MD5withRSA, false",
    "2048, SHA256withRSAandMGF1, false",
  })
  void isSignedInAWayThatIsStrong(String kind, String algorithm, boolean accepted) {
    KeyPair pair = KeyPairs.generate(kind);

    assertThat(
            issued(
                authority(NAME, pair, ofAuthority()),
                certificate(pair, algorithm, extensions -> {})))
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, true",
    "secp384r1, true",
    "secp521r1, true",
    "2048, true",
    "Ed25519, true",
    "1024, false",
    "512, false",
  })
  void isOfAndByAStrongKey(String kind, boolean accepted) {
    KeyPair pair = KeyPairs.generate(kind);
    X509Certificate ofIt =
        certificate(new X500Name(NAME), "CN=signer", keys, pair, "SHA384withECDSA", all -> {});

    assertThat(isIssued(ofIt)).isEqualTo(accepted);
    assertThat(
            issued(
                authority(NAME, pair, ofAuthority()), certificate(pair, signing(pair), all -> {})))
        .isEqualTo(accepted);
  }

  private boolean isIssued(X509Certificate certificate) {
    return issued(issuer, certificate);
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    return Issuance.isIssuedBy(issuer, certificate, START);
  }

  private static Change ofAuthority() {
    return extensions ->
        extensions
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
  }

  private static X509Certificate authority(String name, KeyPair pair, Change extensions) {
    return certificate(new X500Name(name), name, pair, pair, signing(pair), extensions);
  }

  private X509Certificate certificate(Change extensions) {
    return certificate(keys, "SHA384withECDSA", extensions);
  }

  private static X509Certificate certificate(KeyPair pair, String algorithm, Change extensions) {
    return certificate(
        new X500Name(NAME),
        "CN=signer",
        pair,
        KeyPairs.generate("secp256r1"),
        algorithm,
        extensions);
  }

  private static X509Certificate certificate(
      X500Name issuer,
      String subject,
      KeyPair signing,
      KeyPair certified,
      String algorithm,
      Change extensions) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.ONE,
              Date.from(START),
              Date.from(END),
              new X500Name(subject),
              certified.getPublic());
      extensions.accept(builder);
      return Certificates.parse(
          builder
              .build(
                  new JcaContentSignerBuilder(algorithm)
                      .setProvider(PROVIDER)
                      .build(signing.getPrivate()))
              .getEncoded());
    } catch (Exception e) {
      throw new IllegalStateException("cannot issue a certificate", e);
    }
  }

  private static String signing(KeyPair pair) {
    return switch (pair.getPublic().getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA384withECDSA";
      default -> "Ed25519";
    };
  }
}
