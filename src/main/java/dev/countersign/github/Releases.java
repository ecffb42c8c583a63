package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.github.References.PeeledTag;
import dev.countersign.port.Asset;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up published releases by tag.
 *
 * @see <a href="https://docs.github.com/en/rest/releases/releases#get-a-release-by-tag-name">Get a
 *     release by tag name</a>
 */
final class Releases {
  private static final String SHA_256 = "sha256:";

  private final String serverUrl;
  private final References references;
  private final Faults faults;

  Releases(String serverUrl, References references, Faults faults) {
    this.serverUrl = serverUrl;
    this.references = references;
    this.faults = faults;
  }

  /** The release and its tag as they are now: requests for repository, release, ref, tag object. */
  Optional<ReleaseState> find(RepositoryClient client, String tag) {
    RepositoryState state = client.present();
    Optional<Published> release = published(client, state, tag);
    if (release.isEmpty()) {
      return Optional.empty();
    }
    return references.tag(client, state, tag).map(ref -> state(state, tag, ref, release.get()));
  }

  boolean exists(RepositoryClient client, String tag) {
    return published(client, client.recent(), tag).isPresent();
  }

  private Optional<Published> published(
      RepositoryClient client, RepositoryState state, String tag) {
    if (!References.isPossible(tag)) {
      return Optional.empty();
    }
    Answer answer = client.json(state, References.path("releases/tags", tag));
    return answer.isMissing()
        ? Optional.empty()
        : faults.interpreting("release " + tag, () -> published(tag, Json.read(answer.body())));
  }

  private static Optional<Published> published(String tag, JsonNode node) throws IOException {
    String found = Json.text(node, "/tag_name");
    if (!found.equals(tag)) {
      throw new IOException("expected the release of %s, found that of %s".formatted(tag, found));
    }
    if (Json.isTrue(node, "/draft")) {
      return Optional.empty();
    }
    return Optional.of(
        new Published(
            Json.time(node, "/published_at"), Json.isTrue(node, "/prerelease"), assets(node)));
  }

  /** Those whose upload has ended; of the others there is nothing to compare yet. */
  private static List<Asset> assets(JsonNode release) throws IOException {
    List<Asset> assets = new ArrayList<>();
    for (JsonNode node : release.path("assets")) {
      if (Json.text(node, "/state").equals("uploaded")) {
        assets.add(
            new Asset(
                Json.number(node, "/id"),
                Json.text(node, "/name"),
                Json.number(node, "/size"),
                digest(node)));
      }
    }
    return assets;
  }

  /** {@code sha256:HEX}; servers of older versions give none. */
  private static Optional<Digest> digest(JsonNode asset) throws IOException {
    String text = asset.path("digest").asText("");
    if (!text.startsWith(SHA_256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Digest(Digest.Algorithm.SHA_256, text.substring(SHA_256.length())));
    } catch (IllegalArgumentException e) {
      throw new IOException("expected the digest of an asset, found " + text, e);
    }
  }

  private ReleaseState state(
      RepositoryState repository, String tag, PeeledTag ref, Published release) {
    return new ReleaseState(
        new Release(
            serverUrl,
            repository.name(),
            repository.id(),
            repository.ownerId(),
            repository.createdAt(),
            repository.visibility(),
            tag,
            ref.commit(),
            ref.tagObject()),
        repository.defaultBranch(),
        release.at(),
        release.prerelease(),
        release.assets());
  }

  private record Published(Instant at, boolean prerelease, List<Asset> assets) {}
}
