package dev.countersign.trust;

import static dev.countersign.simulation.tuf.TufRole.TIMESTAMP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.tuf.MirrorFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk counts as far as the repository's keys have signed it, and no further. */
class KeptRootTest {
  @TempDir private Path folder;
  private TufScene scene;
  private KeptStateFile file;

  @BeforeEach
  void keepTheFirst() throws Exception {
    scene = new TufScene(folder);
    file = new KeptStateFile(folder, scene.mirror.url());
    scene.open().refresh();
    scene.mirror.fail(MirrorFault.DROPPED);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void isUsedByTheNextProcessWithoutANetwork() {
    assertThat(scene.open().get()).contains(new Confirmed<>("one", "one", TufScene.START));
  }

  @Test
  void holdsOnlyTheFilesThatProveItAndNoDraft() throws Exception {
    scene.mirror.recover();
    scene.tuf.publish("two");
    ConfirmedRoot<String> root = scene.open();
    root.refresh();

    assertThat(file.load().files().byPath())
        .containsOnlyKeys(
            "timestamp.json", "2.snapshot.json", "2.targets.json", scene.tuf.targetPath());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(scene.kept());
    }
  }

  @Test
  void isNotUsedWithAnotherTarget() throws Exception {
    keep(scene.tuf.targetPath(), "its".getBytes(UTF_8), TufScene.START);

    assertUnused();
  }

  @Test
  @Tag("threat-28")
  void isNotUsedWhenAnotherRepositorySignedIt(@TempDir Path other) throws Exception {
    try (TufScene foreign = new TufScene(other)) {
      foreign.tuf.publish("its");
      foreign.open().refresh();
      Files.copy(foreign.kept(), scene.kept(), StandardCopyOption.REPLACE_EXISTING);
    }

    assertUnused();
  }

  @Test
  void isNotUsedWhenItsTimeIsToCome() throws Exception {
    keep("more", new byte[0], TufScene.START.plus(Duration.ofMinutes(6)));

    assertUnused();
  }

  @Test
  void cannotBeMadeYoungerThanItsTimestampAllows() throws Exception {
    scene.clock.advance(Duration.ofDays(60));
    keep("more", new byte[0], TufScene.START.plus(Duration.ofDays(29)));
    assertThat(scene.open().get()).isPresent();

    keep("more", new byte[0], TufScene.START.plus(Duration.ofDays(31)));
    assertUnused();
  }

  @Test
  void isNotUsedWhenItCannotBeParsedAnyMore() throws Exception {
    scene.mirror.recover();
    new ConfirmedRoot<>(scene.repository(), folder, scene.clock, json -> json).refresh();
    scene.tuf.publish("broken");
    new ConfirmedRoot<>(scene.repository(), folder, scene.clock, json -> json).refresh();

    assertUnused();
  }

  @Test
  @Tag("threat-28")
  void isTheSameOrUnusedWhateverByteIsChanged() throws Exception {
    byte[] whole = Files.readAllBytes(scene.kept());
    int unused = 0;
    for (int at = 0; at < whole.length; at += 23) {
      byte[] changed = whole.clone();
      changed[at] = (byte) (changed[at] ^ (1 << (at % 8)));
      Files.write(scene.kept(), changed);
      ConfirmedRoot<String> root = scene.open();
      assertThat(root.get().map(Confirmed::json).orElse("one")).isEqualTo("one");
      unused += root.get().isEmpty() ? 1 : 0;
    }
    assertThat(unused).isGreaterThan(whole.length / 23 / 2);
  }

  @Test
  void isReplacedWhenItIsGarbage() throws Exception {
    for (byte[] garbage : List.of(new byte[0], "garbage".getBytes(UTF_8), half())) {
      Files.write(scene.kept(), garbage);
      assertUnused();
    }
    scene.mirror.recover();

    assertThat(scene.open().refresh().json()).isEqualTo("one");
    assertThat(scene.open().get()).isPresent();
  }

  @Test
  void isReplacedWhenSomebodyPutANewerRootThere() throws Exception {
    keep("2.root.json", "{}".getBytes(UTF_8), TufScene.START);
    assertUnused();
    scene.mirror.recover();

    assertThat(scene.open().refresh().json()).isEqualTo("one");
    assertThat(scene.open().get()).isPresent();
  }

  @Test
  void isNotReadBeyondALimit() throws Exception {
    // Compresses to almost nothing.
    keep("more", new byte[33 << 20], TufScene.START);

    assertThatThrownBy(file::load).hasMessageEndingWith("holds more than 33554432 bytes");
    assertUnused();
  }

  @Test
  void leavesNoDraftWhereItCannotBeReplaced() throws Exception {
    Files.delete(scene.kept());
    Files.createDirectories(scene.kept().resolve("in the way"));

    assertThatThrownBy(() -> file.save(KeptState.NONE)).isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(scene.kept());
    }
  }

  @Test
  void doesNotStopARefreshThatCannotKeepIt() throws Exception {
    scene.mirror.recover();
    Path noFolder = Files.writeString(folder.resolve("file"), "no folder");
    ConfirmedRoot<String> root =
        new ConfirmedRoot<>(scene.repository(), noFolder, scene.clock, TufScene::parse);

    assertThat(root.refresh().json()).isEqualTo("one");
    assertThat(root.get()).isPresent();
  }

  @Test
  void staysAsItIsWhileTheMetadataThatProveItExpire() throws Exception {
    scene.mirror.recover();
    scene.tuf.lifetime(TIMESTAMP, Duration.ofDays(1)).resign();
    scene.open().refresh();
    scene.clock.advance(Duration.ofDays(3));

    assertThat(scene.open().get().map(root -> root.age(scene.clock.instant())))
        .contains(Duration.ofDays(3));
  }

  private byte[] half() throws IOException {
    byte[] whole = Files.readAllBytes(scene.kept());
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private void keep(String path, byte[] content, Instant confirmedAt) throws IOException {
    file.save(
        new KeptState(file.load().files().with(new TufFiles(Map.of(path, content))), confirmedAt));
  }

  private void assertUnused() {
    assertThat(scene.open().get()).isEmpty();
  }
}
