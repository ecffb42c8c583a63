package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.config.ServerConfig;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How {@code serve} ends when it cannot begin. */
class ServeTest {
  @TempDir private Path folder;

  @Test
  void endsWithAFailureWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Main.Serve.run(config(taken.getLocalPort(), folder.resolve("database"))))
          .isEqualTo(1);
    }
  }

  @Test
  void endsWithAFailureWhenTheDatabaseCannotBeOpened() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no directory");

    assertThat(Main.Serve.run(config(0, file.resolve("database")))).isEqualTo(1);
  }

  @Test
  @Timeout(60) // a server that starts does not end
  void endsWithAFailureWhenAnotherServerUsesTheDatabase() throws Exception {
    ServerConfig config = config(0, folder.resolve("database"));
    try (Server other = Server.over(config, Clock.systemUTC(), folder)) {
      other.start();

      assertThat(Main.Serve.run(config)).isEqualTo(1);
    }
  }

  private ServerConfig config(int port, Path database) throws Exception {
    Path root = folder.resolve("trusted_root.json");
    Files.writeString(root, new LocalSigstore(Clock.systemUTC()).trustedRootJson());
    try (SimulatedGitHub github = SimulatedGitHub.start()) {
      return ServerConfig.read(
          Map.of(
              "APP_ID", "1",
              "PRIVATE_KEY", github.app().privateKeyPkcs8(),
              "WEBHOOK_SECRET", github.app().webhookSecret(),
              "HOST", "127.0.0.1",
              "PORT", Integer.toString(port),
              "DATABASE_URL", "jdbc:sqlite:" + database,
              "SIGSTORE_TRUSTED_ROOT", root.toString()));
    }
  }
}
