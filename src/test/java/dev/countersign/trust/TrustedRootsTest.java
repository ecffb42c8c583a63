package dev.countersign.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.simulation.tuf.MirrorFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootsTest {
  private static final Path HOME_CACHE = Path.of(System.getProperty("user.home"), ".cache");

  @TempDir private Path folder;
  private TufScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new TufScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void fetchesTheFirst() {
    assertThat(fetch()).isEqualTo("one");
  }

  @Test
  void asksNobodyForADay() {
    fetch();
    scene.tuf.publish("two");
    int before = scene.mirror.requests().size();
    scene.clock.advance(Duration.ofHours(24));

    assertThat(fetch()).isEqualTo("one");
    assertThat(scene.mirror.requests()).hasSize(before);

    scene.clock.advance(Duration.ofSeconds(1));
    assertThat(fetch()).isEqualTo("two");
  }

  @Test
  void usesTheKeptOneForAWeekWithoutANetwork() {
    fetch();
    scene.mirror.fail(MirrorFault.DROPPED);
    scene.clock.advance(Duration.ofDays(7));
    assertThat(fetch()).isEqualTo("one");

    scene.clock.advance(Duration.ofDays(1));

    assertThatThrownBy(this::fetch)
        .isInstanceOf(TrustedRootUnavailableException.class)
        .hasMessage(
            "the trusted root was last confirmed 8 days ago, on 2026-03-01T12:00:00Z, and may be at"
                + " most 7 days old (the trusted root could not be fetched from %s: %s)",
            scene.mirror.url(), scene.mirror.url() + "/2.root.json could not be read");
  }

  @Test
  void saysWhyThereIsNone() {
    scene.mirror.fail(MirrorFault.ERROR);

    assertThatThrownBy(this::fetch)
        .isInstanceOf(TrustedRootUnavailableException.class)
        .hasMessage(
            "the trusted root is not to be had: none was kept (the trusted root could not be"
                + " fetched from %s: %s)",
            scene.mirror.url(), scene.mirror.url() + "/2.root.json answered 500");
  }

  @Test
  void givesTheKeptOneWithoutAsking() {
    assertThatThrownBy(this::kept).hasMessage("the trusted root is not to be had: none was kept");
    fetch();
    int before = scene.mirror.requests().size();
    scene.clock.advance(Duration.ofDays(6));

    assertThat(kept()).isEqualTo("one");
    assertThat(scene.mirror.requests()).hasSize(before);

    scene.clock.advance(Duration.ofDays(2));
    assertThatThrownBy(this::kept).hasMessageContaining("8 days ago");
  }

  @Test
  void keepsThemInTheUsersCache() {
    Path ours = Path.of("countersign", "tuf");

    assertThat(TrustedRoots.cacheFolder(Map.of())).isEqualTo(HOME_CACHE.resolve(ours));
    assertThat(TrustedRoots.cacheFolder(Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(HOME_CACHE.resolve(ours));
    assertThat(TrustedRoots.cacheFolder(Map.of("XDG_CACHE_HOME", folder.toString())))
        .isEqualTo(folder.resolve(ours));
  }

  @Test
  void knowsSigstoresOwnRepositories() {
    assertThat(TufRepository.publicGood().url()).hasHost("tuf-repo-cdn.sigstore.dev");
    assertThat(TufRepository.staging().url()).hasHost("tuf-repo-cdn.sigstage.dev");
    assertThat(TufRepository.staging().firstRoot())
        .isNotEqualTo(TufRepository.publicGood().firstRoot());
  }

  @Test
  void refusesAFirstRootThatIsNone() {
    for (String wrong : new String[] {"", "null", "{}", "<html>", "{\"signed\":{}}"}) {
      assertThatThrownBy(() -> new TufRepository(scene.mirror.url(), wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected the root metadata of TUF");
    }
  }

  private String fetch() {
    return TrustedRoots.fetch(scene.repository(), folder, scene.clock, TufScene::parse);
  }

  private String kept() {
    return TrustedRoots.kept(scene.repository(), folder, scene.clock, TufScene::parse);
  }
}
