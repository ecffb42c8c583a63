package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.MaterialSource.ArchiveReader;
import dev.countersign.verification.RepositoryName;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/** One repository seen through tokens of one scope; it is found by its id, whatever its name. */
final class RepositoryClient {
  /** How old a name may be: after that it could belong to another repository. */
  private static final Duration NAME_KEPT = Duration.ofMinutes(1);

  /** The longest page that GitHub gives. */
  private static final int PAGE_SIZE = 100;

  private final long repositoryId;
  private final Transport transport;
  private final Credentials credentials;
  private final GitHub gitHub;
  private final Faults faults;
  private final InstantSource clock;
  private volatile @Nullable RepositoryState last;

  RepositoryClient(
      long repositoryId,
      Transport transport,
      Credentials credentials,
      GitHub gitHub,
      Faults faults,
      InstantSource clock) {
    this.repositoryId = repositoryId;
    this.transport = transport;
    this.credentials = credentials;
    this.gitHub = gitHub;
    this.faults = faults;
    this.clock = clock;
  }

  /** The repository as it is now. */
  RepositoryState present() {
    String id = Long.toString(repositoryId);
    Answer answer = transport.json(get(transport.url("repositories", id)), credentials);
    if (answer.isMissing()) {
      throw new GitHubRefusedException(
          Refusal.NOT_ACCESSIBLE, "GitHub shows the App no repository with id " + id, null);
    }
    RepositoryState state = faults.interpreting("repository " + id, () -> state(answer));
    last = state;
    return state;
  }

  /** The repository as it was a moment ago: good for its name. */
  RepositoryState recent() {
    RepositoryState state = last;
    return state != null && clock.instant().isBefore(state.readAt().plus(NAME_KEPT))
        ? state
        : present();
  }

  /** The JSON below {@code /repos/OWNER/REPO}, from segments that are not encoded yet. */
  Answer json(RepositoryState state, String... path) {
    return transport.json(get(url(state, path)), credentials);
  }

  /** A page, from 1, of the list below {@code /repos/OWNER/REPO}. */
  Answer page(RepositoryState state, int number, String... path) {
    HttpUrl page =
        url(state, path)
            .newBuilder()
            .addQueryParameter("per_page", Integer.toString(PAGE_SIZE))
            .addQueryParameter("page", Integer.toString(number))
            .build();
    return transport.json(get(page), credentials);
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

  private RepositoryState state(Answer answer) throws IOException {
    JsonNode node = Json.read(answer.body());
    long id = Json.number(node, "/id");
    if (id != repositoryId) {
      throw new IOException("expected repository %d, found %d".formatted(repositoryId, id));
    }
    return new RepositoryState(
        api(node),
        RepositoryName.parse(Json.text(node, "/full_name")),
        id,
        Json.number(node, "/owner/id"),
        Json.time(node, "/created_at"),
        visibility(node),
        Json.text(node, "/default_branch"),
        clock.instant());
  }

  /** Older servers say only whether it is private. */
  private static String visibility(JsonNode node) throws IOException {
    String otherwise = Json.isTrue(node, "/private") ? "private" : "public";
    return node.path("visibility").asText(otherwise);
  }

  // github-api hides the owner's id behind another request. An event's payload is its one way to
  // take a repository from JSON that is there already.
  private GHRepository api(JsonNode node) throws IOException {
    StringReader payload = new StringReader("{\"repository\":" + node + "}");
    return gitHub.parseEventPayload(payload, GHEventPayload.Push.class).getRepository();
  }

  private HttpUrl url(RepositoryState state, String... path) {
    Stream<String> repository = Stream.of("repos", state.name().owner(), state.name().name());
    return transport.url(Stream.concat(repository, Stream.of(path)).toArray(String[]::new));
  }

  private static Request get(HttpUrl url) {
    return new Request.Builder().url(url).build();
  }
}
