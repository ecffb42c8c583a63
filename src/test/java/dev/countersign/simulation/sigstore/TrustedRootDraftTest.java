package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the root lists is trusted in its window, as far as sigstore-java looks at windows. */
class TrustedRootDraftTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);

  private final LocalSigstore sigstore = new LocalSigstore(() -> NOW);
  private final SigningRequest request =
      SigningRequest.by(
              WorkflowRun.ofRelease(
                      "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
                  .identity())
          .withTimestampAfter(Duration.ZERO);

  @ParameterizedTest
  @EnumSource(Service.class)
  void otherServiceIsTrustedOnceListed(Service service) throws Exception {
    SigningRequest byOther = request.withImpostor(service);
    if (service == Service.TILED_LOG) {
      byOther = byOther.withEntry(EntryKind.HASHEDREKORD_0_0_2);
    }
    String bundle = sigstore.sign(MANIFEST, byOther).bundleJson(BundleVersion.V0_3);
    TrustedRoot both =
        sigstore
            .trustedRootDraft()
            .withOther(service, TrustWindow.since(NOW.minusSeconds(1)))
            .build();
    verify(both, bundle);
    assertThatThrownBy(() -> verify(sigstore.trustedRoot(), bundle)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CERTIFICATE_AUTHORITY        | No valid Certificate Authorities found
          CERTIFICATE_TRANSPARENCY_LOG | all(1) SCTs were invalid
          TIMESTAMP_AUTHORITY          | not within TSA's validity period
          """)
  void serviceIsTrustedInItsWindowWithBothEnds(Service service, String reason) throws Exception {
    String bundle = sigstore.sign(MANIFEST, request).bundleJson(BundleVersion.V0_3);
    verify(windowed(service, TrustWindow.between(NOW, NOW)), bundle);
    assertThatThrownBy(
            () -> verify(windowed(service, TrustWindow.since(NOW.plusSeconds(1))), bundle))
        .hasStackTraceContaining(reason);
    Instant before = NOW.minusSeconds(1);
    assertThatThrownBy(() -> verify(windowed(service, TrustWindow.between(before, before)), bundle))
        .hasStackTraceContaining(reason);
  }

  @Test
  void windowMayLackItsStartOrBothEnds() {
    TrustedRoot root =
        sigstore
            .trustedRootDraft()
            .withWindow(Service.TRANSPARENCY_LOG, TrustWindow.until(NOW))
            .withWindow(Service.TILED_LOG, TrustWindow.missing())
            .build();
    var ending = root.getTlogs(0).getPublicKey().getValidFor();
    assertThat(ending.hasStart()).isFalse();
    assertThat(ending.getEnd().getSeconds()).isEqualTo(NOW.getEpochSecond());
    var missing = root.getTlogs(1).getPublicKey().getValidFor();
    assertThat(missing.hasStart() || missing.hasEnd()).isFalse();
  }

  @Test
  void serviceThatIsNotListedIsNotTrusted() {
    String bundle = sigstore.sign(MANIFEST, request).bundleJson(BundleVersion.V0_3);
    TrustedRoot root = sigstore.trustedRootDraft().without(Service.TRANSPARENCY_LOG).build();
    assertThat(root.getTlogsCount()).isOne();
    assertThatThrownBy(() -> verify(root, bundle))
        .hasStackTraceContaining("does not match any provided transparency logs");
  }

  @Test
  void timestampAuthorityMayBeListedWithoutItsLeaf() {
    TrustedRoot root = sigstore.trustedRootDraft().withoutTimestampLeaf().build();
    assertThat(root.getTimestampAuthorities(0).getCertChain().getCertificatesList())
        .containsExactly(
            sigstore.trustedRoot().getTimestampAuthorities(0).getCertChain().getCertificates(1));
  }

  @Test
  void rootHasTheRealOnesShape() {
    assertThat(JsonShape.of(JsonParser.parseString(sigstore.trustedRootJson())))
        .isEqualTo(
            JsonShape.of(
                    JsonParser.parseString(
                        SharedFixtures.text("fixtures/trusted-roots/production.json")))
                // The first ones there have ended.
                .replace("\"end\":\"\",", ""));
  }

  private TrustedRoot windowed(Service service, TrustWindow window) {
    return sigstore.trustedRootDraft().withWindow(service, window).build();
  }

  private static void verify(TrustedRoot root, String bundle) throws Exception {
    new LibraryVerifier(root).verify(MANIFEST, bundle);
  }
}
