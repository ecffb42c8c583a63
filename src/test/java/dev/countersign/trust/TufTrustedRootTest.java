package dev.countersign.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.tuf.MirrorFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TufTrustedRootTest {
  private static final Duration MAX_AGE = Duration.ofDays(7);

  @TempDir private Path folder;
  private final List<TufTrustedRoot<String>> started = new ArrayList<>();
  private TufScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new TufScene(folder);
  }

  @AfterEach
  void close() {
    started.forEach(TufTrustedRoot::close);
    scene.close();
  }

  @Test
  void fetchesAtTheStart() {
    TufTrustedRoot<String> root = start();

    awaitCurrent(root, "one");
    assertThat(root.age()).contains(Duration.ZERO);
  }

  @Test
  void saysThatNoneWasFetchedYet() {
    scene.mirror.fail(MirrorFault.DROPPED);

    TufTrustedRoot<String> root = start();

    assertThatThrownBy(root::current)
        .isInstanceOf(TrustedRootUnavailableException.class)
        .hasMessage("the trusted root has not been fetched yet; the log says why");
    assertThat(root.age()).isEmpty();
  }

  @Test
  void startsWithTheKeptOneWhenNothingCanBeReached() throws Exception {
    scene.open().refresh();
    scene.mirror.fail(MirrorFault.DROPPED);
    scene.clock.advance(Duration.ofDays(2));

    TufTrustedRoot<String> root = start();

    assertThat(root.current()).isEqualTo("one");
    assertThat(root.age()).contains(Duration.ofDays(2));
  }

  @Test
  void retriesAfterAMinute() {
    scene.mirror.fail(MirrorFault.ERROR);
    TufTrustedRoot<String> root = start();
    awaitRequests(1);
    scene.mirror.recover();
    scene.clock.advance(Duration.ofMinutes(1));

    awaitCurrent(root, "one");
  }

  @Test
  void refreshesAfterADay() {
    TufTrustedRoot<String> root = start();
    awaitCurrent(root, "one");
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofDays(1));

    awaitCurrent(root, "two");
  }

  @Test
  void refreshesMoreOftenThanARootGrowsTooOld() {
    TufTrustedRoot<String> root = start(Duration.ofHours(6));
    awaitCurrent(root, "one");
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofHours(3));

    awaitCurrent(root, "two");
  }

  @Test
  @Tag("threat-28")
  void refusesARootThatIsTooOldAndSaysAgeAndLimit() throws Exception {
    scene.open().refresh();
    scene.mirror.fail(MirrorFault.ERROR);
    TufTrustedRoot<String> root = start();
    scene.clock.advance(MAX_AGE);
    assertThat(root.current()).isEqualTo("one");

    scene.clock.advance(Duration.ofDays(1));

    assertThatThrownBy(root::current)
        .isInstanceOf(TrustedRootUnavailableException.class)
        .hasMessage(
            "the trusted root was last confirmed 8 days ago, on 2026-03-01T12:00:00Z, and may be at"
                + " most 7 days old");
    assertThat(root.age()).contains(Duration.ofDays(8));

    scene.mirror.recover();
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofHours(1));
    awaitCurrent(root, "two");
  }

  @Test
  void refreshesOnceForAllWhoAskAtATime() {
    TufTrustedRoot<String> root = start();
    awaitCurrent(root, "one");
    await().until(() -> !root.refreshNow());
    scene.tuf.publish("two");
    scene.clock.advance(Duration.ofMinutes(6));

    long asked = IntStream.range(0, 50).parallel().filter(i -> root.refreshNow()).count();

    assertThat(asked).isPositive();
    awaitCurrent(root, "two");
    await().until(() -> !root.refreshNow());
    assertThat(scene.mirror.requests()).filteredOn("timestamp.json"::equals).hasSize(2);
  }

  @Test
  void endsWhileItRefreshes() {
    scene.mirror.fail(MirrorFault.DRIPPING);
    TufTrustedRoot<String> root = start();
    awaitRequests(1);

    root.close();

    assertThat(root.refreshNow()).isTrue();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("trusted-root")));
  }

  private TufTrustedRoot<String> start() {
    return start(MAX_AGE);
  }

  private TufTrustedRoot<String> start(Duration maxAge) {
    TufTrustedRoot<String> root = scene.start(maxAge);
    started.add(root);
    return root;
  }

  private void awaitRequests(int count) {
    await().until(() -> scene.mirror.requests().size() >= count);
  }

  private static void awaitCurrent(TufTrustedRoot<String> root, String expected) {
    await().ignoreExceptions().until(() -> root.current().equals(expected));
  }
}
