package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.SharedFile;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Request;

/**
 * Finds files in the repositories named {@code .github}, which an owner keeps for all others. Its
 * id is not known beforehand, so the token is asked for by the name.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/contents#get-repository-content">Get
 *     repository content</a>
 */
final class SharedFiles {
  private static final String REPOSITORY = ".github";

  /** GitHub leaves out what a folder has beyond these. */
  private static final int MOST_LISTED = 1_000;

  private final Transport transport;
  private final InstallationTokens tokens;
  private final Faults faults;

  SharedFiles(Transport transport, InstallationTokens tokens, Faults faults) {
    this.transport = transport;
    this.tokens = tokens;
    this.faults = faults;
  }

  /**
   * The file on the default branch of the owner's {@code .github}. Empty if there is none, and if
   * the installation does not cover such a repository.
   *
   * @param asking the repository it is for; {@code .github} itself has no other file
   * @param path in a folder
   */
  Optional<SharedFile> find(long installationId, RepositoryName asking, String path) {
    if (asking.name().equalsIgnoreCase(REPOSITORY)) {
      return Optional.empty();
    }
    RepositoryName shared = new RepositoryName(asking.owner(), REPOSITORY);
    Credentials credentials = tokens.credentials(installationId, REPOSITORY, TokenScope.READ);
    String folder = path.substring(0, path.lastIndexOf('/'));
    try {
      // The folder, since the file alone would be answered with what a link leads to.
      Answer answer = transport.json(get(shared, "contents/" + folder), credentials);
      return answer.isMissing()
          ? Optional.empty()
          : faults
              .interpreting("files of " + shared, () -> entry(Json.read(answer.body()), path))
              .map(entry -> file(shared, entry, credentials));
    } catch (GitHubRefusedException e) {
      if (e.refusal() == Refusal.REJECTED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private SharedFile file(RepositoryName shared, TreeEntry entry, Credentials credentials) {
    String id = entry.objectId();
    Request request =
        get(shared, "git/blobs/" + id)
            .newBuilder()
            .header("Accept", "application/vnd.github.raw+json")
            .build();
    return new SharedFile(
        shared, entry, limit -> Blobs.checked(transport.content(request, credentials, limit), id));
  }

  private static Optional<TreeEntry> entry(JsonNode folder, String path) throws IOException {
    for (JsonNode entry : folder) {
      if (folder.isArray() && Json.text(entry, "/path").equals(path)) {
        return Optional.of(
            new TreeEntry(
                path,
                kind(Json.text(entry, "/type")),
                Json.text(entry, "/sha"),
                Json.number(entry, "/size")));
      }
    }
    if (folder.size() >= MOST_LISTED) {
      throw new ContentLimitException(
          "the folder of %s in the owner's repository has more files than GitHub lists"
              .formatted(path));
    }
    return Optional.empty();
  }

  private static Kind kind(String type) throws IOException {
    return switch (type) {
      case "file" -> Kind.FILE;
      case "symlink" -> Kind.SYMBOLIC_LINK;
      case "submodule" -> Kind.SUBMODULE;
      case "dir" -> Kind.DIRECTORY;
      default -> throw new IOException("expected a kind of file, found " + type);
    };
  }

  private Request get(RepositoryName repository, String path) {
    String[] segments = References.path("repos/" + repository.fullName(), path);
    return new Request.Builder().url(transport.url(segments)).build();
  }
}
