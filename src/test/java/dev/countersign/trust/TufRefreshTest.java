package dev.countersign.trust;

import static dev.countersign.simulation.tuf.LocalTuf.RootSigners.ONLY_NEW;
import static dev.countersign.simulation.tuf.LocalTuf.RootSigners.ONLY_OLD;
import static dev.countersign.simulation.tuf.TufRole.ROOT;
import static dev.countersign.simulation.tuf.TufRole.SNAPSHOT;
import static dev.countersign.simulation.tuf.TufRole.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.tuf.LocalTuf.RootSigners;
import dev.countersign.simulation.tuf.MirrorFault;
import dev.countersign.simulation.tuf.TufRole;
import dev.sigstore.tuf.InvalidHashesException;
import dev.sigstore.tuf.RoleExpiredException;
import dev.sigstore.tuf.RollbackVersionException;
import dev.sigstore.tuf.SignatureVerificationException;
import dev.sigstore.tuf.SnapshotTargetVersionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A trusted root that is too old, rolled back or forged is never taken up: the last good one stays,
 * also for the next process, and a later good refresh brings the new one.
 */
class TufRefreshTest {
  private static final Duration PAST = Duration.ofMinutes(-1);
  private static final Duration LONG = Duration.ofDays(365);

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
  void takesTheFirstTrustedRoot() {
    assertThat(root.get()).contains(new Confirmed<>("one", "one", TufScene.START));
  }

  @Test
  void takesANewTrustedRoot() throws Exception {
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofHours(1));

    assertThat(root.refresh())
        .isEqualTo(new Confirmed<>("two", "two", TufScene.START.plus(Duration.ofHours(1))));
  }

  @Test
  void confirmsAnUnchangedRootWithTwoRequests() throws Exception {
    int before = scene.mirror.requests().size();
    Confirmed<String> first = root.get().orElseThrow();
    scene.clock.advance(Duration.ofDays(1));

    Confirmed<String> second = root.refresh();

    assertThat(scene.mirror.requests().subList(before, scene.mirror.requests().size()))
        .containsExactly("2.root.json", "timestamp.json");
    assertThat(second.parsed()).isSameAs(first.parsed());
    assertThat(second.at()).isEqualTo(first.at().plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = TufRole.class,
      names = {"TARGETS", "SNAPSHOT", "TIMESTAMP"})
  @Tag("threat-28")
  void refusesExpiredMetadata(TufRole role) throws Exception {
    scene.tuf.lifetime(role, PAST).publish("two");

    refuses(RoleExpiredException.class);

    scene.tuf.lifetime(role, LONG).publish("two");
    takesTwo();
  }

  @Test
  @Tag("threat-28")
  void refusesAnExpiredRoot() throws Exception {
    scene.tuf.lifetime(ROOT, Duration.ofHours(1)).rotate(RootSigners.OLD_AND_NEW, ROOT);
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofHours(2));

    refuses(RoleExpiredException.class);

    scene.tuf.lifetime(ROOT, LONG).rotate(RootSigners.OLD_AND_NEW);
    takesTwo();
  }

  @ParameterizedTest
  @CsvSource({"TIMESTAMP, 30", "SNAPSHOT, 90", "TARGETS, 180", "ROOT, 365"})
  @Tag("threat-28")
  void refusesARepositoryThatIsFrozenUntilItExpires(TufRole role, int days) throws Exception {
    // All but the one role outlive the freeze.
    for (TufRole other : TufRole.values()) {
      scene.tuf.lifetime(other, other == role ? Duration.ofDays(days) : LONG.multipliedBy(3));
    }
    scene.tuf.rotate(RootSigners.OLD_AND_NEW);
    scene.tuf.publish("one");
    root.refresh();
    scene.clock.advance(Duration.ofDays(days).plusSeconds(1));

    refuses(RoleExpiredException.class);
  }

  @Test
  @Tag("threat-28")
  void refusesAnOlderTimestamp() throws Exception {
    Map<String, byte[]> old = Map.copyOf(scene.tuf.files());
    scene.tuf.publish("two");
    root.refresh();
    scene.tuf.files().putAll(old);

    assertThatThrownBy(root::refresh).hasCauseInstanceOf(RollbackVersionException.class);
    assertThatThrownBy(scene.open()::refresh).hasCauseInstanceOf(RollbackVersionException.class);
    assertThat(root.get().map(Confirmed::json)).contains("two");
  }

  @Test
  @Tag("threat-28")
  void refusesAnOlderSnapshot() throws Exception {
    scene.tuf.resign();
    root.refresh();
    scene.tuf.nextVersion(SNAPSHOT, 1).publish("two");

    refuses(RollbackVersionException.class);

    scene.tuf.nextVersion(SNAPSHOT, 3).publish("two");
    takesTwo();
  }

  @Test
  @Tag("threat-28")
  void refusesOlderTargets() throws Exception {
    scene.tuf.publish("one");
    root.refresh();
    scene.tuf.nextVersion(TARGETS, 1).publish("two");

    refuses(SnapshotTargetVersionException.class);

    scene.tuf.nextVersion(TARGETS, 3).publish("two");
    takesTwo();
  }

  @ParameterizedTest
  @EnumSource(
      value = TufRole.class,
      names = {"TARGETS", "SNAPSHOT", "TIMESTAMP"})
  @Tag("threat-28")
  void refusesASignatureOfAnotherKey(TufRole role) throws Exception {
    scene.tuf.signedByImpostors(role, true).publish("two");

    refuses(SignatureVerificationException.class);

    scene.tuf.signedByImpostors(role, false).publish("two");
    takesTwo();
  }

  @ParameterizedTest
  @EnumSource(
      value = RootSigners.class,
      names = {"ONLY_OLD", "ONLY_NEW"})
  void refusesARootThatOldAndNewKeysDoNotBothSign(RootSigners signers) throws Exception {
    assertThat(signers).isIn(ONLY_OLD, ONLY_NEW);
    scene.tuf.rotate(signers, ROOT);
    scene.tuf.publish("two");

    refuses(SignatureVerificationException.class);
  }

  @Test
  @Tag("threat-28")
  void refusesAnotherTrustedRootThanTheSignedOne() throws Exception {
    scene.tuf.publish("two");
    scene.tuf.files().put(scene.tuf.targetPath(), "its".getBytes(StandardCharsets.UTF_8));

    refuses(InvalidHashesException.class);

    scene.tuf.publish("two");
    takesTwo();
  }

  @Test
  void refusesATrustedRootThatCannotBeUsed() throws Exception {
    scene.tuf.publish("broken");

    refuses(IllegalArgumentException.class);

    scene.tuf.publish("two");
    takesTwo();
  }

  @ParameterizedTest
  @EnumSource(
      value = MirrorFault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "DRIPPING") // has a test with less patience
  @Tag("threat-24")
  void outlivesAMirrorThatFails(MirrorFault fault) throws Exception {
    scene.tuf.publish("two");
    scene.mirror.fail(fault);

    refuses(Throwable.class);

    scene.mirror.recover();
    takesTwo();
  }

  @ParameterizedTest
  @CsvSource({"2.snapshot.json", "2.targets.json", "targets/two"})
  void goesOnAfterARefreshThatBrokeOffInTheMiddle(String path) throws Exception {
    scene.tuf.publish("two");
    scene.mirror.fail(path.replace("targets/two", scene.tuf.targetPath()), MirrorFault.DROPPED);

    refuses(IOException.class);

    scene.mirror.recover();
    takesTwo();
  }

  @ParameterizedTest
  @CsvSource({"timestamp.json", "2.root.json", "2.snapshot.json", "targets/two"})
  void readsNoDataWithoutEnd(String path) throws Exception {
    scene.tuf.publish("two");
    scene.mirror.fail(path.replace("targets/two", scene.tuf.targetPath()), MirrorFault.ENDLESS);

    refuses(IOException.class);

    await().until(() -> scene.mirror.abandoned() > 0);
    scene.mirror.recover();
    takesTwo();
  }

  @Test
  void needsAMirrorForTheFirst(@TempDir Path other) throws Exception {
    try (TufScene fresh = new TufScene(other)) {
      fresh.mirror.fail(MirrorFault.DROPPED);
      ConfirmedRoot<String> first = fresh.open();

      assertThatThrownBy(first::refresh)
          .isInstanceOf(RefreshFailedException.class)
          .hasMessageContaining(fresh.mirror.url().toString());
      assertThat(first.get()).isEmpty();

      fresh.mirror.recover();
      assertThat(first.refresh().json()).isEqualTo("one");
    }
  }

  /** Now and in a next process, with the mirror as it is. */
  private void refuses(Class<? extends Throwable> cause) {
    assertThatThrownBy(root::refresh)
        .isInstanceOf(RefreshFailedException.class)
        .hasCauseInstanceOf(cause);
    assertThat(root.get().map(Confirmed::json)).contains("one");

    ConfirmedRoot<String> next = scene.open();
    assertThat(next.get().map(Confirmed::json)).contains("one");
    assertThatThrownBy(next::refresh).hasCauseInstanceOf(cause);
    assertThat(next.get().map(Confirmed::json)).contains("one");
  }

  private void takesTwo() throws RefreshFailedException {
    assertThat(root.refresh().json()).isEqualTo("two");
    assertThat(scene.open().get().map(Confirmed::json)).contains("two");
  }
}
