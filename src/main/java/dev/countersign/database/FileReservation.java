package dev.countersign.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * That this process alone uses an SQLite file: a lock on a file beside it, which stays. The
 * operating system lifts the lock with the end of the process, however it ends.
 */
final class FileReservation implements Reservation {
  private static final String SUFFIX = ".lock";

  private final FileChannel channel;

  private FileReservation(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reserves the file, which need not exist yet; its directory must.
   *
   * @throws IllegalStateException if it is reserved already
   */
  static FileReservation of(Path file) {
    try {
      // Of the file itself, whatever name led to it.
      Path real =
          Files.exists(file)
              ? file.toRealPath()
              : directoryOf(file).toRealPath().resolve(file.getFileName());
      Path lock = real.resolveSibling(real.getFileName() + SUFFIX);
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new IllegalStateException(
            "another server uses the database %s (it holds %s). An SQLite file serves one server;"
                    .formatted(file, lock)
                + " several can share a PostgreSQL database.");
      }
      return new FileReservation(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the database " + file, e);
    }
  }

  /** The directory that a file is in. */
  static Path directoryOf(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("expected a file, found " + file);
    }
    return directory;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // this very process holds it
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock the database", e);
    }
  }
}
