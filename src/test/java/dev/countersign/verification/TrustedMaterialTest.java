package dev.countersign.verification;

import static dev.countersign.verification.SigningCases.reasons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.sigstore.proto.common.v1.X509CertificateChain;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.security.SignatureException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedMaterialTest {
  private final LocalSigstore one = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private final LocalSigstore other = new LocalSigstore(() -> SignedRelease.ISSUED_AT);

  /** Both have authorities of the same names, with other keys. */
  @Test
  void rejectsAChainWhoseCertificatesDidNotIssueEachOther() {
    TrustedRoot.Builder mixed = one.trustedRoot().toBuilder();
    X509CertificateChain foreign = other.trustedRoot().getCertificateAuthorities(0).getCertChain();
    mixed
        .getCertificateAuthoritiesBuilder(0)
        .getCertChainBuilder()
        .setCertificates(1, foreign.getCertificates(1));

    assertThatThrownBy(() -> TrustedMaterial.parse(LocalSigstore.json(mixed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasRootCauseInstanceOf(SignatureException.class);
  }

  @Test
  void refusesARootOfWhichOnlyAPartWouldCount() {
    String root = one.trustedRootJson();
    String printed = root.replaceFirst("\\{", "{\n");
    String twice = root.replaceFirst("\\{", "{\"tlogs\": [], ");

    TrustedMaterial.parse(printed);
    for (String text : List.of(printed + "\n" + printed, printed + "}", root + root, twice)) {
      assertThatThrownBy(() -> TrustedMaterial.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a trusted root: ");
    }
  }

  @Test
  void letsTheInstanceJudgeThatASigningNames() {
    ManagedKey key = ManagedKey.generated(KeyKind.P256);
    SigningRequest byKey = SigningRequest.by(key);

    for (String both :
        List.of(
            one.trustedRootJson() + "\n" + other.trustedRootJson(),
            other.trustedRootJson() + "\n" + one.trustedRootJson())) {
      for (LocalSigstore signing : List.of(one, other)) {
        assertThat(reasons(both, signing.sign(SignedRelease.manifest(), byKey), key)).isEmpty();
        assertThat(reasons(both, signing.sign(SignedRelease.manifest(), SignedRelease.request())))
            .isEmpty();
      }
    }
  }
}
