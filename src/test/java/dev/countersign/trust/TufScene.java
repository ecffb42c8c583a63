package dev.countersign.trust;

import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.tuf.LocalTuf;
import dev.countersign.simulation.tuf.TufMirror;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A TUF repository that serves the trusted root "one", and clients of it. */
final class TufScene implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final SettableClock clock = new SettableClock(START);
  final LocalTuf tuf = new LocalTuf(clock);
  final TufMirror mirror;
  final Path folder;

  TufScene(Path folder) throws IOException {
    this.folder = folder;
    mirror = new TufMirror(tuf.files());
    tuf.publish("one");
  }

  TufRepository repository() {
    return new TufRepository(mirror.url(), tuf.firstRoot());
  }

  /** A client as a process that starts has it; it takes any text for a root but "broken". */
  ConfirmedRoot<String> open() {
    return new ConfirmedRoot<>(repository(), folder, clock, TufScene::parse);
  }

  TufTrustedRoot<String> start(Duration maxAge) {
    return new TufTrustedRoot<>(repository(), folder, maxAge, clock, TufScene::parse);
  }

  /** The file that the client keeps. */
  Path kept() {
    return folder.resolve("127.0.0.1.zip");
  }

  static String parse(String json) {
    if (json.startsWith("broken")) {
      throw new IllegalArgumentException("no trusted root");
    }
    return json;
  }

  @Override
  public void close() {
    mirror.close();
  }
}
