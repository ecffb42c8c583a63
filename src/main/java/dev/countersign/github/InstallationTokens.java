package dev.countersign.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.Request;

/**
 * The installation access tokens in use, each good for one repository and one purpose. They are not
 * requested through github-api: its way there takes two more requests, and it logs answers.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token for an app</a>
 */
final class InstallationTokens {
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);
  private static final int CAPACITY = 10_000;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Transport transport;
  private final Faults faults;
  private final Credentials app;
  private final InstantSource clock;
  private final BoundedCache<Key, Credentials> kept = new BoundedCache<>(CAPACITY);

  InstallationTokens(Transport transport, Faults faults, Credentials app, InstantSource clock) {
    this.transport = transport;
    this.faults = faults;
    this.app = app;
    this.clock = clock;
  }

  /** Credentials of an installation for exactly this repository and these permissions. */
  Credentials credentials(long installationId, long repositoryId, TokenScope scope) {
    return credentials(new Key(installationId, new Repository.OfId(repositoryId), scope));
  }

  /** The same for the repository of this name that the installation's account has. */
  Credentials credentials(long installationId, String repository, TokenScope scope) {
    return credentials(new Key(installationId, new Repository.OfName(repository), scope));
  }

  private Credentials credentials(Key key) {
    return kept.get(
        key,
        () ->
            new RenewedToken(
                Long.toString(key.installationId()), () -> request(key), RENEWED_BEFORE, clock));
  }

  private AccessToken request(Key key) {
    ObjectNode body = MAPPER.createObjectNode();
    if (key.repository() instanceof Repository.OfName named) {
      body.putArray("repositories").add(named.name());
    } else {
      body.putArray("repository_ids").add(((Repository.OfId) key.repository()).id());
    }
    ObjectNode permissions = body.putObject("permissions");
    key.scope().permissions().forEach(permissions::put);
    String installation = Long.toString(key.installationId());
    Request request =
        new Request.Builder()
            .url(transport.url("app", "installations", installation, "access_tokens"))
            .post(Transport.body(body.toString().getBytes(UTF_8)))
            .build();
    Answer answer = transport.json(request, app);
    if (answer.isMissing()) {
      throw new GitHubRefusedException(
          Refusal.NOT_ACCESSIBLE, "GitHub knows no installation " + installation, null);
    }
    return faults.interpreting("a token of installation " + installation, () -> token(answer));
  }

  private static AccessToken token(Answer answer) throws IOException {
    JsonNode node = Json.read(answer.body());
    return new AccessToken(Json.text(node, "/token"), Json.time(node, "/expires_at"));
  }

  private record Key(long installationId, Repository repository, TokenScope scope) {}

  /** What a token is good for. */
  private sealed interface Repository {
    record OfId(long id) implements Repository {}

    record OfName(String name) implements Repository {}
  }
}
