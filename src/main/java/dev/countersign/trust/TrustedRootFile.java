package dev.countersign.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trusted root that the operator provides as a file. It is read again when the file has changed;
 * if that cannot be used, as when it is half written, the last good one stays. Its age is the
 * operator's business.
 */
public final class TrustedRootFile<T> implements TrustedRootSource<T> {
  private static final Logger log = LoggerFactory.getLogger(TrustedRootFile.class);

  /** How often the file is looked at, at most. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** A file that changes twice within its time's resolution shows the same time for both. */
  private static final Duration RESOLUTION = Duration.ofSeconds(2);

  private static final int LARGEST = 8 << 20;

  private final Path file;
  private final InstantSource clock;
  private final Function<String, T> parser;
  private volatile Content<T> good;
  private volatile Instant looked;
  private @Nullable Stamp seen;
  private String lastRead;

  /**
   * Reads the file.
   *
   * @param parser throws {@link IllegalArgumentException} for a root that cannot be used
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it cannot be used
   */
  public TrustedRootFile(Path file, InstantSource clock, Function<String, T> parser)
      throws IOException {
    this.file = file;
    this.clock = clock;
    this.parser = parser;
    looked = clock.instant();
    seen = Stamp.of(file, looked);
    lastRead = read(file);
    good = new Content<>(lastRead, parser.apply(lastRead));
  }

  @Override
  public T current() {
    Instant now = clock.instant();
    if (now.isBefore(looked) || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      look(now);
    }
    return good.parsed();
  }

  @Override
  public Optional<Duration> age() {
    return Optional.empty();
  }

  @Override
  public boolean refreshNow() {
    String before = good.json();
    look(clock.instant());
    return !good.json().equals(before);
  }

  @Override
  public void close() {}

  private synchronized void look(Instant now) {
    looked = now;
    try {
      Stamp stamp = Stamp.of(file, now);
      if (stamp == null || !stamp.equals(seen)) {
        seen = stamp;
        reload();
      }
    } catch (IOException e) {
      // Not seen: it is read when it is there again. Said once, not at every look.
      if (!lastRead.isEmpty()) {
        log.error("{} cannot be read, keeping the last trusted root", file, e);
      }
      lastRead = "";
      seen = null;
    }
  }

  private void reload() throws IOException {
    String json = read(file);
    if (json.equals(lastRead)) {
      return;
    }
    lastRead = json;
    if (json.equals(good.json())) {
      return;
    }
    try {
      good = new Content<>(json, parser.apply(json));
      log.info("the trusted root in {} has changed and is in use", file);
    } catch (IllegalArgumentException e) {
      log.error("the trusted root in {} is unusable, keeping the last one", file, e);
    }
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is larger than " + LARGEST + " bytes");
    }
    return Files.readString(file);
  }

  private record Content<T>(String json, T parsed) {}

  /** What tells one version of a file from another without reading it. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {
    /** Null if the file is so new that it may change again without showing it. */
    static @Nullable Stamp of(Path file, Instant now) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      FileTime modified = attributes.lastModifiedTime();
      return modified.toInstant().isAfter(now.minus(RESOLUTION))
          ? null
          : new Stamp(modified, attributes.size(), attributes.fileKey());
    }
  }
}
