package dev.countersign.trust;

import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.HttpFetcher;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trusted root of a Sigstore instance, fetched and refreshed through The Update Framework by
 * one thread. A refresh that fails leaves the last good one of this process in use.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/">TUF specification</a>
 */
public final class TufTrustedRoot implements TrustedRootSource {
  private static final Logger log = LoggerFactory.getLogger(TufTrustedRoot.class);
  private static final String TARGET = "trusted_root.json";
  private static final Duration REFRESH = Duration.ofDays(1);
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final Updater updater;
  private final FileSystemTufStore store;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "trusted-root");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable String current;

  /**
   * Starts refreshing at once.
   *
   * @param repository base URL of the TUF repository; its first root is the public-good instance's
   *     as shipped with sigstore-java
   * @param folder where metadata and target are kept between refreshes
   */
  public TufTrustedRoot(URI repository, Path folder) throws IOException {
    Files.createDirectories(folder);
    store = FileSystemTufStore.newFileSystemStore(folder);
    updater =
        Updater.builder()
            .setTrustedRootPath(
                RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE))
            .setTrustedMetaStore(
                TrustedMetaStore.newTrustedMetaStore(
                    PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
            .setTargetStore(store)
            .setMetaFetcher(MetaFetcher.newFetcher(HttpFetcher.newFetcher(repository)))
            .setTargetFetcher(HttpFetcher.newFetcher(URI.create(repository + "/targets")))
            .build();
    thread.execute(this::refresh);
  }

  @Override
  public String current() {
    String root = current;
    if (root == null) {
      throw new TrustedRootUnavailableException(
          "the trusted root has not been fetched yet; see the log for why");
    }
    return root;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void refresh() {
    Duration next = RETRY;
    try {
      updater.updateMeta();
      updater.downloadTarget(TARGET);
      String fetched = new String(store.readTarget(TARGET), StandardCharsets.UTF_8);
      if (!fetched.equals(current)) {
        current = fetched;
        log.info("trusted root refreshed");
      }
      next = REFRESH;
    } catch (Throwable e) {
      // Whatever went wrong, the last good root stays and the next attempt is scheduled.
      log.warn("the trusted root could not be refreshed, next attempt in {}", RETRY, e);
    }
    var unused = thread.schedule(this::refresh, next.toMillis(), TimeUnit.MILLISECONDS);
  }
}
