package dev.countersign.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import dev.sigstore.tuf.model.Root;
import dev.sigstore.tuf.model.RootRole;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the trusted root of one TUF repository with sigstore-java's updater, which trusts what
 * its store holds. So the store is never one on disk: each run starts with an empty one, and files
 * that were kept go the way of files that are fetched.
 *
 * <p>A refresh verifies three times: what was kept, as of its time, so that nothing may go back
 * behind it; what the repository has now on top of that; and at last what would be kept of both,
 * from the first root on and as of now. The last finds what the updater lets pass: it looks at no
 * expiry and at no file but the timestamp if that has not changed.
 *
 * @see <a
 *     href="https://theupdateframework.github.io/specification/latest/#detailed-client-workflow">
 *     Client workflow</a>
 */
final class TufClient {
  private static final Logger log = LoggerFactory.getLogger(TufClient.class);
  private static final String TRUSTED_ROOT = "trusted_root.json";

  private final TufRepository repository;
  private final Fetcher mirror;

  TufClient(TufRepository repository, Fetcher mirror) {
    this.repository = repository;
    this.mirror = mirror;
  }

  /** Asks the repository. Whatever goes wrong, even an error, is a refresh that failed. */
  Refresh refresh(KeptState kept, Instant now) {
    MemoryStore store = new MemoryStore();
    Recorder fetched = new Recorder(mirror);
    try {
      recall(kept, store);
      run(store, fetched, now);
      TufFiles all = kept.files().withRootsUpTo(rootVersion(store)).with(fetched.files());
      Recorder needed = new Recorder(all);
      String trustedRoot = run(new MemoryStore(), needed, now);
      return new Refresh.Confirmed(new KeptState(needed.files(), now), trustedRoot);
    } catch (Throwable e) {
      return new Refresh.Failed(withNewRoots(kept, fetched, store), e);
    }
  }

  /**
   * The trusted root that was kept, verified from the first root on as of when it was confirmed.
   *
   * @throws IOException or an unchecked exception if the files do not prove it
   */
  String verify(TufFiles files, Instant confirmedAt) throws IOException, JsonParseException {
    return run(new MemoryStore(), files, confirmedAt);
  }

  /** Fills the store with what is known; as far as it holds, if it is broken or revoked. */
  private void recall(KeptState kept, MemoryStore store) {
    try {
      Instant confirmedAt = kept.confirmedAt();
      run(store, kept.files(), confirmedAt == null ? Instant.EPOCH : confirmedAt);
    } catch (IOException | JsonParseException | RuntimeException | StackOverflowError e) {
      log.debug("not all of what was kept of the TUF repository is of use", e);
    }
  }

  private String run(MemoryStore store, Fetcher source, Instant at)
      throws IOException, JsonParseException {
    Updater updater =
        Updater.builder()
            .setClock(Clock.fixed(at, ZoneOffset.UTC))
            .setTrustedRootPath(repository::firstRoot)
            .setTrustedMetaStore(TrustedMetaStore.newTrustedMetaStore(store))
            .setTargetStore(store)
            .setMetaFetcher(MetaFetcher.newFetcher(source))
            .setTargetFetcher(new Targets(source))
            .build();
    updater.updateMeta();
    updater.downloadTarget(TRUSTED_ROOT);
    return new String(store.readTarget(TRUSTED_ROOT), UTF_8);
  }

  /** New root metadata counts at once, so that keys that it revokes stay revoked. */
  private static KeptState withNewRoots(KeptState kept, Recorder fetched, MemoryStore store) {
    try {
      TufFiles roots = fetched.files().roots().withRootsUpTo(rootVersion(store));
      return new KeptState(kept.files().with(roots), kept.confirmedAt());
    } catch (JsonParseException e) {
      throw new IllegalStateException("root metadata that was verified cannot be read", e);
    }
  }

  private static int rootVersion(MemoryStore store) throws JsonParseException {
    Optional<Root> root = store.readMeta(RootRole.ROOT, Root.class);
    return root.isPresent() ? root.get().getSignedMeta().getVersion() : 0;
  }

  /** Notes what is fetched. */
  private static final class Recorder implements Fetcher {
    private final Fetcher source;
    private final Map<String, byte[]> fetched = new HashMap<>();

    Recorder(Fetcher source) {
      this.source = source;
    }

    TufFiles files() {
      return new TufFiles(fetched);
    }

    @Override
    public String getSource() {
      return source.getSource();
    }

    @Override
    public byte @Nullable [] fetchResource(String path, int maxLength) throws IOException {
      byte[] content = source.fetchResource(path, maxLength);
      if (content != null) {
        fetched.put(path, content);
      }
      return content;
    }
  }

  /** The folder of a repository that holds the targets. */
  private record Targets(Fetcher repository) implements Fetcher {
    @Override
    public String getSource() {
      return repository.getSource() + "/targets";
    }

    @Override
    public byte @Nullable [] fetchResource(String path, int maxLength) throws IOException {
      return repository.fetchResource("targets/" + path, maxLength);
    }
  }
}
