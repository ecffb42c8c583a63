package dev.countersign.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootFileTest {
  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(TufScene.START);
  private final AtomicInteger parsed = new AtomicInteger();
  private Path path;
  private TrustedRootFile<String> root;

  @BeforeEach
  void open() throws IOException {
    path = folder.resolve("trusted_root.json");
    write("one", 60);
    root = open(path);
  }

  @Test
  void isParsedOnceWhileItDoesNotChange() {
    String first = root.current();
    clock.advance(Duration.ofHours(1));

    assertThat(root.current()).isSameAs(first);
    assertThat(parsed).hasValue(1);
  }

  @Test
  @Tag("threat-28")
  void isReadAgainWhenItChanges() throws IOException {
    write("two", 30);
    assertThat(root.current()).isEqualTo("one");

    clock.advance(Duration.ofSeconds(2));

    assertThat(root.current()).isEqualTo("two");
  }

  @Test
  void isReadAgainWhenAnotherFileTakesItsPlaceWithTheSameTimeAndSize() throws IOException {
    Path other = Files.writeString(folder.resolve("new"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
    Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
    clock.advance(Duration.ofSeconds(2));

    assertThat(root.current()).isEqualTo("two");
  }

  @Test
  void isReadAgainWhenItChangesTwiceInOneTickOfItsTime() throws IOException {
    write("two", 0);
    clock.advance(Duration.ofSeconds(2).minusNanos(1));
    assertThat(root.refreshNow()).isTrue();
    write("six", 0);
    Files.setLastModifiedTime(path, FileTime.from(TufScene.START));
    clock.advance(Duration.ofSeconds(2));

    assertThat(root.current()).isEqualTo("six");
  }

  @Test
  void keepsTheLastGoodOneWhileItIsHalfWritten() throws IOException {
    write("broken", 30);
    clock.advance(Duration.ofSeconds(2));
    assertThat(root.current()).isEqualTo("one");
    clock.advance(Duration.ofSeconds(2));
    assertThat(root.current()).isEqualTo("one");
    assertThat(parsed).as("tried once, not at every look").hasValue(2);

    write("two", 20);
    clock.advance(Duration.ofSeconds(2));
    assertThat(root.current()).isEqualTo("two");
  }

  @Test
  void keepsTheLastGoodOneWhileItIsAway() throws IOException {
    Files.delete(path);
    clock.advance(Duration.ofSeconds(2));
    assertThat(root.current()).isEqualTo("one");

    write("two", 20);
    clock.advance(Duration.ofSeconds(2));
    assertThat(root.current()).isEqualTo("two");
  }

  @Test
  void isLookedAtOnDemand() throws IOException {
    assertThat(root.refreshNow()).isFalse();

    write("two", 30);

    assertThat(root.refreshNow()).isTrue();
    assertThat(root.current()).isEqualTo("two");
  }

  @Test
  void hasNoAge() {
    clock.advance(Duration.ofDays(1000));

    assertThat(root.age()).isEmpty();
    assertThat(root.current()).isEqualTo("one");
  }

  @Test
  void mustBeGoodAtTheStart() throws IOException {
    write("broken", 30);
    assertThatThrownBy(() -> open(path)).isInstanceOf(IllegalArgumentException.class);

    assertThatThrownBy(() -> open(folder.resolve("none"))).isInstanceOf(IOException.class);
  }

  @Test
  void isNotReadBeyondALimit() throws IOException {
    Files.write(path, new byte[(8 << 20) + 1]);

    assertThatThrownBy(() -> open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is larger than 8388608 bytes");
  }

  private TrustedRootFile<String> open(Path file) throws IOException {
    return new TrustedRootFile<>(
        file,
        clock,
        json -> {
          parsed.incrementAndGet();
          return TufScene.parse(json);
        });
  }

  private void write(String content, int secondsAgo) throws IOException {
    Files.writeString(path, content);
    Instant time = clock.instant().minusSeconds(secondsAgo);
    Files.setLastModifiedTime(path, FileTime.from(time));
  }
}
