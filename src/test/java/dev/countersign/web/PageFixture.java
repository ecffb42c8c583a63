package dev.countersign.web;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of pages over HTTP, on a database of its own. */
abstract class PageFixture {
  @TempDir Path directory;
  PageServer server;

  @BeforeEach
  void start() {
    server = new PageServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
