package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.Asset;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.ReleaseAsset;
import dev.countersign.verification.RepositoryName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssetReaderTest {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(1, 2, RepositoryName.parse("octo/demo"));
  private static final byte[] WHEEL = "wheel".getBytes(UTF_8);

  private final FakeMaterialSource source = new FakeMaterialSource();

  @Test
  void takesGitHubsDigestWhereItHasTheListedOne() {
    Digest digest = Digest.over(Algorithm.SHA_256, WHEEL);

    AssetReader.Assets assets = read(100, asset(Optional.of(digest)), Algorithm.SHA_256);

    assertThat(assets.all())
        .containsExactly(new ReleaseAsset("app.whl", Map.of(Algorithm.SHA_256, digest)));
    assertThat(source.downloadedAssets()).isEmpty();
  }

  @Test
  void hashesTheContentWhereGitHubHasNoDigest() {
    source.asset(7, WHEEL);

    AssetReader.Assets assets = read(5, asset(Optional.empty()), Algorithm.SHA_256);

    assertThat(assets.all().get(0).digests())
        .containsOnly(Map.entry(Algorithm.SHA_256, Digest.over(Algorithm.SHA_256, WHEEL)));
    assertThat(assets.unread()).isEmpty();
  }

  @Test
  void hashesTheContentWhereAnotherKindOfDigestIsListed() {
    source.asset(7, WHEEL);

    AssetReader.Assets assets =
        read(5, asset(Optional.of(Digest.over(Algorithm.SHA_256, WHEEL))), Algorithm.SHA_512);

    assertThat(assets.all().get(0).digests())
        .containsEntry(Algorithm.SHA_512, Digest.over(Algorithm.SHA_512, WHEEL));
  }

  @Test
  void asksAgainLaterWhereTheContentIsNotTheOneThatGitHubDescribes() {
    source.asset(7, "other".getBytes(UTF_8));

    assertThatThrownBy(
            () ->
                read(
                    5,
                    asset(Optional.of(Digest.over(Algorithm.SHA_256, WHEEL))),
                    Algorithm.SHA_512))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the asset app.whl as GitHub describes it");
  }

  @Test
  void asksAgainLaterWhereTheDownloadIsShorterOrLongerThanTheAsset() {
    for (String cut : List.of("whee", "wheels")) {
      source.asset(7, cut.getBytes(UTF_8));

      assertThatThrownBy(() -> read(100, asset(Optional.empty()), Algorithm.SHA_256))
          .isInstanceOf(GitHubUnavailableException.class);
    }
  }

  @Test
  void downloadsNothingThatNoEntryNeeds() {
    AssetReader.Assets assets =
        new AssetReader(source, 100).read(TARGET, List.of(asset(Optional.empty())), Map.of());

    assertThat(assets.all()).containsExactly(new ReleaseAsset("app.whl", Map.of()));
    assertThat(source.downloadedAssets()).isEmpty();
    assertThat(assets.unread()).isEmpty();
  }

  @Test
  void downloadsNoMoreThanTheLimit() {
    AssetReader.Assets assets = read(4, asset(Optional.empty()), Algorithm.SHA_256);

    assertThat(assets.all()).containsExactly(new ReleaseAsset("app.whl", Map.of()));
    assertThat(source.downloadedAssets()).isEmpty();
    assertThat(assets.unread()).contains("the listed assets are larger than 4 bytes");
  }

  private AssetReader.Assets read(long limit, Asset asset, Algorithm algorithm) {
    return new AssetReader(source, limit)
        .read(TARGET, List.of(asset), Map.of(asset.name(), Set.of(algorithm)));
  }

  private static Asset asset(Optional<Digest> digest) {
    return new Asset(7, "app.whl", WHEEL.length, digest);
  }
}
