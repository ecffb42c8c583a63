package dev.countersign.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An SQLite file serves one server. */
class SoleServerTest {
  private static final String READY = "ready";

  @TempDir private Path directory;

  @Test
  void refusesAFileThatAnotherServerUses() throws Exception {
    Process other = startOther();
    try {
      assertThatThrownBy(() -> TestDatabases.sqlite(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("another server uses the database " + directory)
          .hasMessageContaining("countersign.db.lock");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void opensAFileWhoseServerDied() throws Exception {
    startOther().destroyForcibly().waitFor();
    assertThat(directory.resolve("countersign.db.lock")).exists();

    TestDatabases.sqlite(directory).close();
  }

  @Test
  void opensAFileAsSoonAsItIsClosed() {
    Database first = TestDatabases.sqlite(directory);
    first.close();
    try {
      TestDatabases.sqlite(directory).close();
    } finally {
      Reference.reachabilityFence(first); // what is not reachable loses its lock, closed or not
    }
  }

  @Test
  void refusesTheSameFileUnderAnotherName() throws Exception {
    Path link = directory.resolve("link.db");
    try (Database first = TestDatabases.sqlite(directory)) {
      Files.createSymbolicLink(link, directory.resolve("countersign.db"));

      assertThat(first.dataSource()).isNotNull();
      assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + link, null, null))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void opensAFileThatItCouldNotOpenBefore() throws Exception {
    Path file = Files.writeString(directory.resolve("countersign.db"), "this is no database");
    assertThatThrownBy(() -> TestDatabases.sqlite(directory))
        .isNotInstanceOf(IllegalStateException.class);
    Files.delete(file);

    TestDatabases.sqlite(directory).close();
  }

  private Process startOther() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = other.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("the other process ended");
      }
    }
    return other;
  }

  /** A process that has the database open until it is killed. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws InterruptedException {
      Database database = TestDatabases.sqlite(Path.of(arguments[0]));
      System.out.println(READY);
      Thread.currentThread().join();
      database.close();
    }
  }
}
