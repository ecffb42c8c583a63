package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.fixture.RealRelease;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Glob;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.MaterialSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MaterialCollectorTest {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(1, RealRelease.REPOSITORY_ID, RealRelease.REPOSITORY);
  private static final List<Glob> PATTERNS = List.of(Glob.ofPath("checksums-*.txt"));
  private static final String TAGGED = "a".repeat(40);
  private static final String HEAD = "b".repeat(40);

  private final FakeMaterialSource source = new FakeMaterialSource();
  private final MaterialCollector collector = new MaterialCollector(source, ContentLimits.DEFAULT);
  private final Tree tagged =
      source.commit(TAGGED, Map.of("checksums-1.txt", bytes("old"), "app.py", bytes("app")));

  @Test
  void takesAManifestWithAllItsSiblings() {
    Materials materials =
        collect(
            "v2",
            "checksums-2.txt",
            "checksums-2.txt.sigstore",
            "checksums-2.txt.sigstore.json",
            "checksums-2.txt.bundle",
            "checksums-2.txt.sig",
            "checksums-2.txt.crt",
            "checksums-2.txt.pem",
            "unrelated.txt");

    assertThat(materials.sets()).hasSize(1);
    MaterialSet set = materials.sets().get(0);
    assertThat(set.manifest().path()).isEqualTo("checksums-2.txt");
    assertThat(set.bundles())
        .extracting(MaterialFile::path)
        .containsExactly(
            "checksums-2.txt.sigstore.json", "checksums-2.txt.sigstore", "checksums-2.txt.bundle");
    assertThat(set.signatures()).hasSize(1);
    assertThat(set.certificates()).hasSize(2);
  }

  @Test
  void leavesOutManifestsThatTheTagAlreadyHas() {
    assertThat(collect("v2").sets()).isEmpty();
  }

  @Test
  void takesAManifestThatWasReplacedSinceTheTag() {
    source.commit(HEAD, Map.of("checksums-1.txt", bytes("new")));

    assertThat(
            collector
                .collect(TARGET, "v2", source.tree(TARGET, HEAD, path -> true), tagged, PATTERNS)
                .sets())
        .hasSize(1);
  }

  @Test
  @Tag("threat-8")
  void sortsASetOfAnotherKnownReleaseToThatRelease() {
    source.publish(known(RealRelease.TAG));

    Materials materials = collectRealMaterials("v0.0.14");

    assertThat(materials.sets()).isEmpty();
    assertThat(materials.ofOtherReleases())
        .containsOnly(Map.entry(RealRelease.MANIFEST, RealRelease.TAG));
  }

  @Test
  void countsASetThatNamesAReleaseNobodyKnows() {
    Materials materials = collectRealMaterials("v0.0.14");

    assertThat(materials.sets()).hasSize(1);
    assertThat(materials.ofOtherReleases()).isEmpty();
  }

  @Test
  void countsASetOfThisRelease() {
    source.publish(known(RealRelease.TAG));

    assertThat(collectRealMaterials(RealRelease.TAG).sets())
        .containsExactly(RealRelease.materials());
  }

  @Test
  void stopsAtMoreSetsThanTheLimit() {
    MaterialCollector strict = new MaterialCollector(source, new ContentLimits(100, 100, 1));
    Tree branch =
        source.commit(HEAD, Map.of("checksums-2.txt", bytes("2"), "checksums-3.txt", bytes("3")));

    assertThatThrownBy(() -> strict.collect(TARGET, "v2", branch, tagged, PATTERNS))
        .isInstanceOf(ContentLimitException.class);
  }

  @Test
  void stopsWhereTheManifestsTogetherAreLargerThanOneMayBe() {
    MaterialCollector strict = new MaterialCollector(source, new ContentLimits(5, 100, 9));
    Tree enough =
        source.commit(
            HEAD, Map.of("checksums-2.txt", bytes("22"), "checksums-3.txt", bytes("333")));
    assertThat(strict.collect(TARGET, "v2", enough, tagged, PATTERNS).sets()).hasSize(2);

    Tree branch =
        source.commit(
            HEAD, Map.of("checksums-2.txt", bytes("222"), "checksums-3.txt", bytes("333")));

    assertThatThrownBy(() -> strict.collect(TARGET, "v2", branch, tagged, PATTERNS))
        .isInstanceOf(ContentLimitException.class)
        .hasMessage("the manifests of the release have more than 5 bytes together");
  }

  private Materials collectRealMaterials(String tag) {
    MaterialSet real = RealRelease.materials();
    Map<String, byte[]> files = new HashMap<>();
    files.put(real.manifest().path(), real.manifest().content());
    for (List<MaterialFile> siblings :
        List.of(real.bundles(), real.signatures(), real.certificates())) {
      siblings.forEach(file -> files.put(file.path(), file.content()));
    }
    return collector.collect(TARGET, tag, source.commit(HEAD, files), tagged, PATTERNS);
  }

  private Materials collect(String tag, String... added) {
    Map<String, byte[]> files = new HashMap<>();
    files.put("checksums-1.txt", bytes("old"));
    for (String path : added) {
      files.put(path, bytes("content of " + path));
    }
    return collector.collect(TARGET, tag, source.commit(HEAD, files), tagged, PATTERNS);
  }

  private static ReleaseState known(String tag) {
    assertThat(tag).isEqualTo(RealRelease.release().tag());
    return new ReleaseState(
        RealRelease.release(), "master", "0".repeat(40), RealRelease.SIGNED_AT, List.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
