package dev.countersign.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.MaterialSource.ArchiveReader;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/** One repository seen through tokens of one scope; it is found by its id, whatever its name. */
final class RepositoryClient {
  /** How old a name may be: after that it could belong to another repository. */
  private static final Duration NAME_KEPT = Duration.ofMinutes(1);

  /** The longest page that GitHub gives. */
  static final int PAGE_SIZE = 100;

  private final long repositoryId;
  private final Transport transport;
  private final Credentials credentials;
  private final GitHub gitHub;
  private final Faults faults;
  private final InstantSource clock;
  private final RepositoryName firstName;
  private final LastHeard last;
  private final GraphQl graphQl;

  /**
   * Sends nothing yet.
   *
   * @param target tells the name to begin with, which may be an old one
   * @param last shared by the clients of all scopes
   */
  RepositoryClient(
      RepositoryTarget target,
      LastHeard last,
      Transport transport,
      Credentials credentials,
      GitHub gitHub,
      Faults faults,
      InstantSource clock) {
    this.repositoryId = target.repositoryId();
    this.firstName = target.name();
    this.last = last;
    this.transport = transport;
    this.credentials = credentials;
    this.gitHub = gitHub;
    this.faults = faults;
    this.clock = clock;
    this.graphQl = new GraphQl(transport, faults);
  }

  long repositoryId() {
    return repositoryId;
  }

  /** The repository as it is now. */
  RepositoryState present() {
    String id = Long.toString(repositoryId);
    Answer answer = transport.json(get(transport.url("repositories", id)), credentials);
    if (answer.isMissing()) {
      throw new GitHubRefusedException(
          Refusal.NOT_ACCESSIBLE, "GitHub shows the App no repository with id " + id, null);
    }
    RepositoryState state =
        faults.interpreting(
            "repository " + id,
            () -> expected(RepositoryState.ofRest(Json.read(answer.body()), clock.instant())));
    last.hear(state);
    return state;
  }

  /** The repository as it was a moment ago: good for its name. */
  RepositoryState recent() {
    return last.state()
        .filter(state -> clock.instant().isBefore(state.readAt().plus(NAME_KEPT)))
        .orElseGet(this::present);
  }

  /**
   * What GitHub knows about the repository, in one request unless it was renamed.
   *
   * @return with the state that every query asks for
   */
  Told ask(RepositoryQuery query) {
    RepositoryName name = last.state().map(RepositoryState::name).orElse(firstName);
    return ask(query, name)
        // Renamed, transferred, or the name belongs to another repository by now.
        .or(() -> ask(query, present().name()))
        .orElseThrow(() -> Faults.notKnownYet("the present name of repository " + repositoryId));
  }

  /** Empty if no repository of this name is the one that is meant. */
  private Optional<Told> ask(RepositoryQuery query, RepositoryName name) {
    Optional<Told> told =
        graphQl
            .repository(name, query, credentials)
            .map(
                node ->
                    faults.interpreting(
                        "repository " + name,
                        () -> new Told(RepositoryState.ofGraphQl(node, clock.instant()), node)))
            .filter(answer -> answer.state().id() == repositoryId);
    told.ifPresent(answer -> last.hear(answer.state()));
    return told;
  }

  /** The JSON below {@code /repos/OWNER/REPO}, from segments that are not encoded yet. */
  Answer json(RepositoryState state, String... path) {
    return json(state, Map.of(), path);
  }

  /** The same with parameters. */
  Answer json(RepositoryState state, Map<String, String> parameters, String... path) {
    HttpUrl.Builder url = url(state, path).newBuilder();
    new TreeMap<>(parameters).forEach(url::addQueryParameter);
    return transport.json(get(url.build()), credentials);
  }

  /** A page, from 1, of the list below {@code /repos/OWNER/REPO}. */
  Answer page(RepositoryState state, int number, String... path) {
    return json(
        state,
        Map.of("per_page", Integer.toString(PAGE_SIZE), "page", Integer.toString(number)),
        path);
  }

  /**
   * What {@code parser} makes of the JSON of a tree; empty if there is none.
   *
   * @param recursive whether to list what is in its directories, too
   */
  <T> Optional<T> tree(
      RepositoryState state, String tree, boolean recursive, Transport.Parser<T> parser) {
    HttpUrl url = url(state, "git", "trees", tree);
    return transport.parse(
        get(recursive ? url.newBuilder().addQueryParameter("recursive", "1").build() : url),
        credentials,
        parser);
  }

  /** Content of a blob, of at most {@code limit} bytes. */
  Answer blob(RepositoryState state, String objectId, long limit) {
    return content(url(state, "git", "blobs", objectId), limit);
  }

  /** Content of the file at a path of a commit, of at most {@code limit} bytes. */
  Answer file(RepositoryState state, String commit, String path, long limit) {
    HttpUrl url = url(state, References.path("contents", path));
    return content(url.newBuilder().addQueryParameter("ref", commit).build(), limit);
  }

  private Answer content(HttpUrl url, long limit) {
    return transport.content(raw(url), credentials, limit);
  }

  private static Request raw(HttpUrl url) {
    return get(url).newBuilder().header("Accept", "application/vnd.github.raw+json").build();
  }

  void blob(RepositoryState state, String objectId, ArchiveReader reader) {
    stream(raw(url(state, "git", "blobs", objectId)), reader);
  }

  void archive(RepositoryState state, String commit, ArchiveReader reader) {
    stream(get(url(state, "tarball", commit)), reader);
  }

  void asset(RepositoryState state, long id, ArchiveReader reader) {
    HttpUrl url = url(state, "releases", "assets", Long.toString(id));
    stream(get(url).newBuilder().header("Accept", "application/octet-stream").build(), reader);
  }

  /** What is hashed as it is must not be decoded on its way. */
  private void stream(Request request, ArchiveReader reader) {
    Request identity = request.newBuilder().header("Accept-Encoding", "identity").build();
    transport.stream(identity, credentials, reader);
  }

  /** Sends {@code body}, once: what it asks for may have happened even where no answer comes. */
  Answer send(RepositoryState state, String method, JsonNode body, String... path) {
    Request request =
        new Request.Builder()
            .url(url(state, path))
            .method(method, Transport.body(body.toString().getBytes(UTF_8)))
            .build();
    return transport.json(request, credentials);
  }

  private RepositoryState expected(RepositoryState state) throws IOException {
    if (state.id() != repositoryId) {
      throw new IOException("expected repository %d, found %d".formatted(repositoryId, state.id()));
    }
    return state;
  }

  /** What github-api's requests start from. */
  GHRepository api(RepositoryState state) {
    RepositoryName name = state.name();
    ObjectNode push = JsonNodeFactory.instance.objectNode();
    ObjectNode repository = push.putObject("repository");
    repository.put("id", state.id()).put("name", name.name()).put("full_name", name.fullName());
    repository.putObject("owner").put("login", name.owner()).put("id", state.ownerId());
    // An event's payload is the library's one way to take a repository without another request.
    StringReader payload = new StringReader(push.toString());
    return faults.interpreting(
        "repository " + name,
        () -> gitHub.parseEventPayload(payload, GHEventPayload.Push.class).getRepository());
  }

  private HttpUrl url(RepositoryState state, String... path) {
    Stream<String> repository = Stream.of("repos", state.name().owner(), state.name().name());
    return transport.url(Stream.concat(repository, Stream.of(path)).toArray(String[]::new));
  }

  private static Request get(HttpUrl url) {
    return new Request.Builder().url(url).build();
  }

  /**
   * An answer about the repository.
   *
   * @param state as it is now
   * @param node all that was asked for
   */
  record Told(RepositoryState state, JsonNode node) {}
}
