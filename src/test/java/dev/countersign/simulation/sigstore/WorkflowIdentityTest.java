package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.strings.StringMatcher;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** Each identity is certified as it stands, right or wrong. */
class WorkflowIdentityTest {
  private static final String COMMIT = "97543e47f5a8fb72c43f4d2d6a345ee95f0a5375";
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final WorkflowIdentity IDENTITY =
      WorkflowRun.ofRelease(
              "octo-org/demo", 1001, 2002, "v1.0.0", COMMIT, ".github/workflows/release.yml")
          .identity();

  private final LocalSigstore sigstore =
      new LocalSigstore(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void certifiesEveryClaimUnderItsNumber() throws Exception {
    String workflow =
        "https://github.com/octo-org/demo/.github/workflows/release.yml@refs/tags/v1.0.0";
    Map<Integer, String> old =
        Map.of(
            1, "https://token.actions.githubusercontent.com",
            2, "release",
            3, COMMIT,
            4, "Release",
            5, "octo-org/demo",
            6, "refs/tags/v1.0.0");
    Map<Integer, String> newer =
        Map.ofEntries(
            Map.entry(8, "https://token.actions.githubusercontent.com"),
            Map.entry(9, workflow),
            Map.entry(10, COMMIT),
            Map.entry(11, "github-hosted"),
            Map.entry(12, "https://github.com/octo-org/demo"),
            Map.entry(13, COMMIT),
            Map.entry(14, "refs/tags/v1.0.0"),
            Map.entry(15, "1001"),
            Map.entry(16, "https://github.com/octo-org"),
            Map.entry(17, "2002"),
            Map.entry(18, workflow),
            Map.entry(19, COMMIT),
            Map.entry(20, "release"),
            Map.entry(21, "https://github.com/octo-org/demo/actions/runs/4711/attempts/1"),
            Map.entry(22, "public"));
    new LibraryVerifier(sigstore)
        .verify(
            MANIFEST,
            sign(IDENTITY).bundleJson(BundleVersion.V0_3),
            CertificateMatcher.fulcio()
                .subjectAlternativeName(StringMatcher.string(workflow))
                .issuer(StringMatcher.string("https://token.actions.githubusercontent.com"))
                .oidRawStrings(byOid(old))
                .oidDerAsn1Strings(byOid(newer))
                .build());
  }

  @Test
  void certifiesAnAlteredClaimOnlyThere() throws Exception {
    X509Certificate certificate = certificate(IDENTITY.with(Claim.REF, "refs/heads/main"));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.6"))
        .endsWith("refs/heads/main".getBytes(UTF_8));
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.14"))
        .endsWith("refs/tags/v1.0.0".getBytes(UTF_8));
  }

  @Test
  void certifiesOldClaimsAloneWhereAsked() throws Exception {
    X509Certificate certificate = certificate(IDENTITY.withoutNewerClaims());
    assertThat(certificate.getExtensionValue("1.3.6.1.4.1.57264.1.6")).isNotNull();
    assertThat(certificate.getNonCriticalExtensionOIDs())
        .noneMatch(oid -> oid.matches("1\\.3\\.6\\.1\\.4\\.1\\.57264\\.1\\.([89]|\\d\\d)"));
  }

  @Test
  void certificateMayNameSeveralOrNobody() throws Exception {
    WorkflowIdentity several =
        IDENTITY.withNames(
            new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.com/a"),
            new GeneralName(GeneralName.rfc822Name, "someone@example.com"));
    X509Certificate certificate = certificate(several);
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(6, "https://example.com/a"), List.of(1, "someone@example.com"));
    assertThat(certificate(IDENTITY.withUris()).getSubjectAlternativeNames()).isNull();
  }

  private SignedMaterials sign(WorkflowIdentity identity) {
    return sigstore.sign(MANIFEST, SigningRequest.by(identity));
  }

  private X509Certificate certificate(WorkflowIdentity identity) throws Exception {
    return (X509Certificate) Certificates.fromPem(sign(identity).certificateFile());
  }

  private static Map<String, StringMatcher> byOid(Map<Integer, String> claims) {
    return claims.entrySet().stream()
        .collect(
            Collectors.toMap(
                claim -> "1.3.6.1.4.1.57264.1." + claim.getKey(),
                claim -> StringMatcher.string(claim.getValue())));
  }
}
