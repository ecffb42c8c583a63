package dev.countersign.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.materials.ContentLimits;
import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.port.FakeActivity;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.TransparencyLog;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowRun;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TrustedMaterial;
import dev.countersign.verification.Verdict;
import dev.countersign.verification.Verifier;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A release that is signed in the name of a log and an authority newer than the trusted root. */
class NewSignersTest {
  private static final String WORKFLOW = ".github/workflows/release.yml";
  private static final byte[] WORKFLOW_FILE = "on: release\n".getBytes(UTF_8);

  private final LocalSigstore before = new LocalSigstore(() -> Scene.PUBLISHED);
  private final LocalSigstore now = new LocalSigstore(() -> Scene.PUBLISHED);
  private final FakeMaterialSource source = new FakeMaterialSource();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isNotDecidedWhileANewerRootMayCome() {
    assertThatThrownBy(() -> look(before, true))
        .isInstanceOf(UndecidedException.class)
        .hasMessageStartingWith(
            "The materials name an authority or a log that the server's trusted root does not"
                + " know.");
  }

  @Test
  void isRedWhenTheRootHasOnlyJustBeenConfirmed() {
    Verdict verdict = look(before, false);

    assertThat(verdict.verified()).isFalse();
    assertThat(verdict.sets().get(0).findings())
        .extracting(Finding::reason)
        .contains(ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED, ReasonCode.LOG_UNKNOWN);
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksForNoOtherRootWhenAllSignersAreKnown() {
    assertThat(look(now, true).verified()).isTrue();
    assertThat(asked).hasValue(0);
  }

  private Verdict look(LocalSigstore trusted, boolean newerMayCome) {
    Verifier verifier = new Verifier(TrustedMaterial.parse(trusted.trustedRootJson()));
    ReleaseInspection inspection =
        new ReleaseInspection(
            source,
            new FakeActivity(),
            new Branches(source),
            new MaterialCollector(source, ContentLimits.DEFAULT),
            new ReleaseFilesReader(
                source,
                (target, tree, algorithms) ->
                    new TaggedTree(
                        tree.commit(),
                        "1".repeat(40),
                        tree.entries(),
                        Map.of(WORKFLOW, Digest.sha256(WORKFLOW_FILE))),
                0),
            new LogLookup(TransparencyLog.NOT_ASKED),
            new TrustedVerifier() {
              @Override
              public Verifier present() {
                return verifier;
              }

              @Override
              public boolean newerMayCome() {
                asked.incrementAndGet();
                return newerMayCome;
              }
            });
    return ((Look.MaterialsFound) inspection.look(Scene.TARGET, release())).verification().get();
  }

  private ReleaseState release() {
    ReleaseState state = Scene.stateAt(Scene.COMMIT);
    byte[] manifest = (Digest.sha256(WORKFLOW_FILE) + "  ./" + WORKFLOW + "\n").getBytes(UTF_8);
    WorkflowRun run =
        WorkflowRun.ofRelease(
            Scene.TARGET.name().fullName(),
            state.release().repositoryId(),
            state.release().ownerId(),
            Scene.TAG,
            Scene.COMMIT,
            WORKFLOW);
    source.publish(state);
    source.commit(Scene.COMMIT, Map.of(WORKFLOW, WORKFLOW_FILE));
    Map<String, byte[]> files = new HashMap<>(Map.of(WORKFLOW, WORKFLOW_FILE));
    files.putAll(
        now.sign(manifest, SigningRequest.by(run.identity()))
            .files("checksums-1.txt", BundleVersion.V0_3));
    source.commit("b".repeat(40), files);
    source.branch("main", "b".repeat(40));
    return source.release(Scene.TARGET, Scene.TAG).orElseThrow();
  }
}
