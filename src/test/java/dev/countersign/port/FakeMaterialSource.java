package dev.countersign.port;

import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A GitHub in memory: commits are named by the test, blobs have their true ids. */
public final class FakeMaterialSource implements MaterialSource {
  private final Map<String, ReleaseState> releases = new HashMap<>();
  private final Map<String, String> heads = new HashMap<>();
  private final Map<String, Tree> trees = new HashMap<>();
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, byte[]> archives = new HashMap<>();
  private final Set<String> fetched = new HashSet<>();
  private final Map<Long, byte[]> assets = new HashMap<>();
  private final Set<Long> downloaded = new HashSet<>();
  private Optional<SharedFile> shared = Optional.empty();
  private int sharedFileRequests;

  /** Publishes a release. */
  public void publish(ReleaseState state) {
    releases.put(state.release().tag(), state);
  }

  /** Withdraws a release. */
  public void withdraw(String tag) {
    releases.remove(tag);
  }

  /** Points a branch at a commit. */
  public void branch(String name, String commit) {
    heads.put(name, commit);
  }

  /** Makes a commit with these files; its archive holds the same ones. */
  public Tree commit(String commit, Map<String, byte[]> files) {
    List<TreeEntry> entries =
        files.entrySet().stream()
            .map(
                file -> {
                  String id = blobId(file.getValue());
                  blobs.put(id, file.getValue());
                  return new TreeEntry(
                      file.getKey(), TreeEntry.Kind.FILE, id, file.getValue().length);
                })
            .toList();
    return commit(new Tree(commit, commit, entries), files);
  }

  /** Makes a commit with a listing and an archive of its own. */
  public Tree commit(Tree tree, Map<String, byte[]> archive) {
    return commit(tree, tarGz(archive));
  }

  /** Makes a commit whose archive is these bytes. */
  public Tree commit(Tree tree, byte[] archive) {
    trees.put(tree.commit(), tree);
    archives.put(tree.commit(), archive.clone());
    return tree;
  }

  /** Adds a blob and returns its id. */
  public String addBlob(byte[] content) {
    String id = blobId(content);
    blobs.put(id, content);
    return id;
  }

  /** Loses every blob that there is. */
  public void forgetBlobs() {
    blobs.clear();
  }

  /** Ids of the blobs that were fetched one by one. */
  public Set<String> fetchedBlobs() {
    return Set.copyOf(fetched);
  }

  @Override
  public Optional<ReleaseState> release(RepositoryTarget target, String tag) {
    return Optional.ofNullable(releases.get(tag)).map(this::atPresentHead);
  }

  private ReleaseState atPresentHead(ReleaseState state) {
    return new ReleaseState(
        state.release(),
        state.defaultBranch(),
        heads.getOrDefault(state.defaultBranch(), state.branchHead()),
        state.publishedAt(),
        state.assets());
  }

  @Override
  public boolean releaseExists(RepositoryTarget target, String tag) {
    return releases.containsKey(tag);
  }

  @Override
  public Tree tree(RepositoryTarget target, String commit, Predicate<String> wanted) {
    Tree tree = known(trees, commit);
    return new Tree(
        commit,
        tree.rootTree(),
        TreeListing.copyOf(
            tree.entries().stream().filter(entry -> wanted.test(entry.path())).toList()),
        tree.truncated());
  }

  @Override
  public TreeListing directory(RepositoryTarget target, String tree) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] blob(RepositoryTarget target, String objectId, long limit) {
    fetched.add(objectId);
    byte[] content = known(blobs, objectId);
    if (content.length > limit) {
      throw new ContentLimitException(content.length + " bytes, more than " + limit);
    }
    return content.clone();
  }

  @Override
  public Map<String, byte[]> blobs(RepositoryTarget target, Map<String, Long> limits) {
    Map<String, byte[]> contents = new HashMap<>();
    limits.forEach((id, limit) -> contents.put(id, blob(target, id, limit)));
    return contents;
  }

  @Override
  public void blob(RepositoryTarget target, String objectId, ArchiveReader reader) {
    read(blob(target, objectId, Long.MAX_VALUE), reader);
  }

  @Override
  public void archive(RepositoryTarget target, String commit, ArchiveReader reader) {
    read(known(archives, commit), reader);
  }

  private static void read(byte[] content, ArchiveReader reader) {
    try {
      reader.read(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new GitHubUnavailableException("the content came broken", null, e);
    }
  }

  /** Makes {@code content} what is downloaded of an asset. */
  public void asset(long id, byte[] content) {
    assets.put(id, content);
  }

  @Override
  public void asset(RepositoryTarget target, long assetId, ArchiveReader reader) {
    downloaded.add(assetId);
    try {
      reader.read(new ByteArrayInputStream(known(assets, assetId)));
    } catch (IOException e) {
      throw new GitHubUnavailableException("the asset broke off", null, e);
    }
  }

  /** Ids of the assets that were downloaded. */
  public Set<Long> downloadedAssets() {
    return Set.copyOf(downloaded);
  }

  @Override
  public Optional<byte[]> file(RepositoryTarget target, String commit, String path, long limit) {
    return known(trees, commit)
        .entries()
        .entry(path)
        .map(entry -> blob(target, entry.objectId(), limit));
  }

  /** Makes the owner keep a file for all repositories. */
  public void share(SharedFile file) {
    shared = Optional.of(file);
  }

  /** How often somebody asked for what the owner keeps. */
  public int sharedFileRequests() {
    return sharedFileRequests;
  }

  @Override
  public Optional<SharedFile> sharedFile(RepositoryTarget target, String path) {
    sharedFileRequests++;
    return shared.filter(file -> file.entry().path().equals(path));
  }

  /** Git's id of a blob. */
  public static String blobId(byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <K, T> T known(Map<K, T> things, K key) {
    T thing = things.get(key);
    if (thing == null) {
      throw new GitHubRefusedException(
          GitHubRefusedException.Refusal.REJECTED, "no such object: " + key, null);
    }
    return thing;
  }

  /** What Git makes of these files, without folders. */
  public static byte[] tarGz(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("owner-repo-1234567/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
