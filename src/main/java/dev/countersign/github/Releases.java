package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.github.References.PeeledTag;
import dev.countersign.github.RepositoryClient.Told;
import dev.countersign.port.Activity;
import dev.countersign.port.Asset;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up published releases: in one request, and one more where there are assets.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#release">Release</a>
 */
final class Releases {
  private static final String RELEASE =
      """
      fragment release on Release {
        databaseId
        tagName
        isDraft
        publishedAt
        releaseAssets(first: 1) { totalCount }
      }
      """;
  private static final String BRANCH = "defaultBranchRef { ...reference }";
  private static final List<String> FRAGMENTS = List.of(RELEASE, References.FRAGMENT);

  private final String serverUrl;
  private final RootTrees rootTrees;
  private final Faults faults;

  Releases(String serverUrl, RootTrees rootTrees, Faults faults) {
    this.serverUrl = serverUrl;
    this.rootTrees = rootTrees;
    this.faults = faults;
  }

  /** The release and its tag as they are now. */
  Optional<ReleaseState> find(RepositoryClient client, String tag) {
    if (!References.isPossible(tag)) {
      return Optional.empty();
    }
    Told told =
        client.ask(
            new RepositoryQuery(
                "$tag: String!, $ref: String!",
                "release(tagName: $tag) { ...release } ref(qualifiedName: $ref) { ...reference } "
                    + BRANCH,
                FRAGMENTS,
                Map.of("tag", tag, "ref", References.TAGS + tag)));
    JsonNode node = told.node();
    return faults.interpreting(
        "release " + tag,
        () -> {
          rootTrees.learn(told.state().id(), node);
          JsonNode release = Json.member(node, "release");
          Optional<PeeledTag> peeled = References.tag(tag, Json.member(node, "ref"));
          if (release.isNull() || Json.isTrue(release, "/isDraft") || peeled.isEmpty()) {
            return Optional.empty();
          }
          String found = Json.text(release, "/tagName");
          if (!found.equals(tag)) {
            throw new IOException(
                "expected the release of %s, found that of %s".formatted(tag, found));
          }
          List<Asset> assets = hasAssets(release) ? assets(client, told.state(), tag) : List.of();
          return Optional.of(state(told, release, peeled.get(), assets));
        });
  }

  /** The newest ones, as many as {@link Activity#RECENT_RELEASES}. */
  RecentReleases recent(RepositoryClient client) {
    Told told =
        client.ask(
            new RepositoryQuery(
                "",
                "isArchived %s releases(first: %d, orderBy: {field: CREATED_AT, direction: DESC})"
                        .formatted(BRANCH, Activity.RECENT_RELEASES)
                    + " { nodes { ...release tag { ...reference } } }",
                FRAGMENTS,
                Map.of()));
    return faults.interpreting(
        "the releases of " + told.state().name(),
        () -> {
          rootTrees.learn(told.state().id(), told.node());
          JsonNode nodes = Json.list(told.node(), "/releases/nodes");
          Map<Long, List<Asset>> assets = new HashMap<>();
          if (anyHasAssets(nodes)) {
            assets.putAll(listedAssets(client, told.state()));
          }
          List<ReleaseState> releases = new ArrayList<>();
          for (JsonNode release : nodes) {
            String tag = Json.text(release, "/tagName");
            Optional<PeeledTag> peeled = References.tag(tag, Json.member(release, "tag"));
            if (!Json.isTrue(release, "/isDraft") && peeled.isPresent()) {
              releases.add(
                  state(told, release, peeled.get(), assets(client, told, release, tag, assets)));
            }
          }
          releases.sort(Comparator.comparing(ReleaseState::publishedAt).reversed());
          return new RecentReleases(
              Json.text(told.node(), "/defaultBranchRef/name"),
              References.head(told.node().path("defaultBranchRef")),
              Json.isTrue(told.node(), "/isArchived"),
              releases);
        });
  }

  boolean exists(RepositoryClient client, String tag) {
    return References.isPossible(tag) && published(client, client.recent(), tag).isPresent();
  }

  private static boolean hasAssets(JsonNode release) throws IOException {
    return Json.number(release, "/releaseAssets/totalCount") > 0;
  }

  private static boolean anyHasAssets(JsonNode releases) throws IOException {
    for (JsonNode release : releases) {
      if (hasAssets(release)) {
        return true;
      }
    }
    return false;
  }

  /** Assets of the newest releases by the release's id; the lists may differ at their ends. */
  private static Map<Long, List<Asset>> listedAssets(RepositoryClient client, RepositoryState state)
      throws IOException {
    Map<Long, List<Asset>> assets = new HashMap<>();
    for (JsonNode release : Json.read(client.page(state, 1, "releases").body())) {
      assets.put(Json.number(release, "/id"), Assets.of(release));
    }
    return assets;
  }

  private List<Asset> assets(
      RepositoryClient client,
      Told told,
      JsonNode release,
      String tag,
      Map<Long, List<Asset>> listed)
      throws IOException {
    if (!hasAssets(release)) {
      return List.of();
    }
    List<Asset> found = listed.get(Json.number(release, "/databaseId"));
    return found == null ? assets(client, told.state(), tag) : found;
  }

  private List<Asset> assets(RepositoryClient client, RepositoryState state, String tag)
      throws IOException {
    return Assets.of(
        published(client, state, tag)
            .orElseThrow(() -> Faults.notKnownYet("the assets of release " + tag)));
  }

  private Optional<JsonNode> published(RepositoryClient client, RepositoryState state, String tag) {
    Answer answer = client.json(state, References.path("releases/tags", tag));
    return answer.isMissing()
        ? Optional.empty()
        : faults.interpreting("release " + tag, () -> published(tag, Json.read(answer.body())));
  }

  private static Optional<JsonNode> published(String tag, JsonNode node) throws IOException {
    String found = Json.text(node, "/tag_name");
    if (!found.equals(tag)) {
      throw new IOException("expected the release of %s, found that of %s".formatted(tag, found));
    }
    return Json.isTrue(node, "/draft") ? Optional.empty() : Optional.of(node);
  }

  private ReleaseState state(Told told, JsonNode release, PeeledTag tag, List<Asset> assets)
      throws IOException {
    RepositoryState repository = told.state();
    JsonNode branch = told.node().path("defaultBranchRef");
    Instant publishedAt = Json.time(release, "/publishedAt");
    return new ReleaseState(
        new Release(
            serverUrl,
            repository.name(),
            repository.id(),
            repository.ownerId(),
            repository.createdAt(),
            repository.visibility(),
            Json.text(release, "/tagName"),
            tag.commit(),
            tag.tagObject()),
        Json.text(branch, "/name"),
        References.head(branch),
        publishedAt,
        assets);
  }
}
