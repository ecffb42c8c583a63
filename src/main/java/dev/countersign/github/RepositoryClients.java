package dev.countersign.github;

import dev.countersign.port.RepositoryTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/** The clients in use, by installation, repository and scope. */
final class RepositoryClients {
  private static final int CAPACITY = 1_000;

  private final Transport transport;
  private final InstallationTokens tokens;
  private final Faults faults;
  private final InstantSource clock;
  private final BoundedCache<Key, RepositoryClient> clients = new BoundedCache<>(CAPACITY);
  private final BoundedCache<Long, LastHeard> heard = new BoundedCache<>(CAPACITY);

  RepositoryClients(
      Transport transport, InstallationTokens tokens, Faults faults, InstantSource clock) {
    this.transport = transport;
    this.tokens = tokens;
    this.faults = faults;
    this.clock = clock;
  }

  RepositoryClient of(RepositoryTarget target, TokenScope scope) {
    Key key = new Key(target.installationId(), target.repositoryId(), scope);
    return clients.get(key, () -> create(target, scope));
  }

  private RepositoryClient create(RepositoryTarget target, TokenScope scope) {
    Credentials credentials =
        tokens.credentials(target.installationId(), target.repositoryId(), scope);
    return new RepositoryClient(
        target,
        heard.get(target.repositoryId(), LastHeard::new),
        transport,
        credentials,
        gitHub(credentials),
        faults,
        clock);
  }

  private GitHub gitHub(Credentials credentials) {
    String root = transport.url().toString();
    try {
      return new GitHubBuilder()
          .withEndpoint(root)
          .withConnector(new TransportConnector(transport, credentials))
          .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
          .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("building a client sends nothing", e);
    }
  }

  private record Key(long installationId, long repositoryId, TokenScope scope) {}
}
