package dev.countersign.trust;

import static dev.countersign.simulation.tuf.LocalTuf.RootSigners.OLD_AND_NEW;
import static dev.countersign.simulation.tuf.TufRole.ROOT;
import static dev.countersign.simulation.tuf.TufRole.SNAPSHOT;
import static dev.countersign.simulation.tuf.TufRole.TARGETS;
import static dev.countersign.simulation.tuf.TufRole.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.tuf.MirrorFault;
import dev.sigstore.tuf.SignatureVerificationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are replaced, and what is signed with them before and after. */
class RootRotationTest {
  @TempDir private Path folder;
  private TufScene scene;
  private ConfirmedRoot<String> root;

  @BeforeEach
  void fetchTheFirst() throws Exception {
    scene = new TufScene(folder);
    root = scene.open();
    root.refresh();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void followsAChainOfRoots() throws Exception {
    scene.tuf.rotate(OLD_AND_NEW, ROOT);
    scene.tuf.rotate(OLD_AND_NEW, ROOT, TARGETS, SNAPSHOT, TIMESTAMP);
    scene.tuf.rotate(OLD_AND_NEW, ROOT);
    scene.tuf.publish("two");

    assertThat(root.refresh().json()).isEqualTo("two");
    assertThat(scene.open().get().map(Confirmed::json)).contains("two");
  }

  @Test
  void acceptsAnExpiredRootOnTheWayToAGoodOne() throws Exception {
    scene.tuf.lifetime(ROOT, Duration.ofDays(-1)).rotate(OLD_AND_NEW, ROOT);
    scene.tuf.lifetime(ROOT, Duration.ofDays(365)).rotate(OLD_AND_NEW, ROOT);
    scene.tuf.publish("two");

    assertThat(root.refresh().json()).isEqualTo("two");
    assertThat(scene.open().get().map(Confirmed::json)).contains("two");
  }

  @Test
  void doesNotConfirmTargetsWhoseKeyWasRevoked() throws Exception {
    scene.tuf.rotate(OLD_AND_NEW, TARGETS);

    assertThatThrownBy(root::refresh).hasCauseInstanceOf(SignatureVerificationException.class);

    scene.tuf.publish("two");
    assertThat(root.refresh().json()).isEqualTo("two");
  }

  @Test
  void startsCountingAgainAfterAStolenTimestampKeyRanAhead() throws Exception {
    scene.tuf.nextVersion(TIMESTAMP, 1_000_000).nextVersion(SNAPSHOT, 1_000_000).publish("one");
    root.refresh();
    scene.tuf.rotate(OLD_AND_NEW, TIMESTAMP, SNAPSHOT);
    scene.mirror.fail("timestamp.json", MirrorFault.DROPPED);
    assertThatThrownBy(root::refresh).isInstanceOf(RefreshFailedException.class);
    scene.mirror.recover();
    scene.tuf.nextVersion(TIMESTAMP, 2).nextVersion(SNAPSHOT, 2).publish("two");

    assertThat(root.refresh().json()).isEqualTo("two");
  }

  @Test
  void forgetsNoNewRootWhenARefreshBreaksOffBehindIt() throws Exception {
    Map<String, byte[]> old = Map.copyOf(scene.tuf.files());
    scene.tuf.rotate(OLD_AND_NEW, ROOT, TIMESTAMP);
    scene.mirror.fail("timestamp.json", MirrorFault.DROPPED);
    assertThatThrownBy(root::refresh).isInstanceOf(RefreshFailedException.class);
    scene.mirror.recover();

    // Who has the revoked keys hides the new root and goes on with the old one.
    scene.tuf.files().keySet().retainAll(old.keySet());
    scene.tuf.files().putAll(old);

    assertThatThrownBy(root::refresh).hasCauseInstanceOf(SignatureVerificationException.class);
    ConfirmedRoot<String> next = scene.open();
    assertThatThrownBy(next::refresh).hasCauseInstanceOf(SignatureVerificationException.class);
    assertThat(next.get()).isEmpty();
  }

  @Test
  void trustsNoRepositoryThatDoesNotLeadBackToTheFirstRoot(@TempDir Path other) throws Exception {
    try (TufScene foreign = new TufScene(other)) {
      TufRepository wrong = new TufRepository(foreign.mirror.url(), scene.tuf.firstRoot());

      assertThatThrownBy(new ConfirmedRoot<>(wrong, other, scene.clock, TufScene::parse)::refresh)
          .hasCauseInstanceOf(SignatureVerificationException.class);
    }
  }
}
