package dev.countersign.materials;

import dev.countersign.port.Asset;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import dev.countersign.verification.ReleaseAsset;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the digests of the release's assets that a manifest lists: GitHub's own where it has one of
 * the listed kind, else that of the downloaded content.
 */
final class AssetReader {
  private final MaterialSource source;
  private final long mostBytes;

  /**
   * @param mostBytes how much is downloaded of one release's assets
   */
  AssetReader(MaterialSource source, long mostBytes) {
    this.source = source;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads what the entries need.
   *
   * @param listed the listed kinds of digest of each asset, by its name
   */
  Assets read(
      RepositoryTarget target, List<Asset> assets, Map<String, Set<Digest.Algorithm>> listed) {
    List<ReleaseAsset> read = new ArrayList<>();
    boolean unread = false;
    long left = mostBytes;
    for (Asset asset : assets) {
      Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
      asset.digest().ifPresent(digest -> digests.put(digest.algorithm(), digest));
      Set<Digest.Algorithm> wanted = listed.getOrDefault(asset.name(), Set.of());
      if (!digests.keySet().containsAll(wanted)) {
        if (asset.size() <= left) {
          left -= asset.size();
          digests.putAll(download(target, asset, wanted));
        } else {
          unread = true;
        }
      }
      read.add(new ReleaseAsset(asset.name(), digests));
    }
    return new Assets(
        read,
        unread
            ? Optional.of("the listed assets are larger than %,d bytes".formatted(mostBytes))
            : Optional.empty());
  }

  private Map<Digest.Algorithm, Digest> download(
      RepositoryTarget target, Asset asset, Set<Digest.Algorithm> algorithms) {
    Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
    Set<Digest.Algorithm> wanted = EnumSet.copyOf(algorithms);
    asset.digest().map(Digest::algorithm).ifPresent(wanted::add);
    source.asset(target, asset.id(), content -> digests.putAll(hash(content, asset, wanted)));
    // Another content than the one that GitHub describes is the asset of another moment.
    if (asset.digest().filter(digest -> !digests.containsValue(digest)).isPresent()) {
      throw new GitHubUnavailableException(
          "expected the asset %s as GitHub describes it, found another content"
              .formatted(asset.name()),
          null,
          null);
    }
    return digests;
  }

  private static Map<Digest.Algorithm, Digest> hash(
      InputStream content, Asset asset, Set<Digest.Algorithm> algorithms) throws IOException {
    Map<Digest.Algorithm, MessageDigest> hashes = new EnumMap<>(Digest.Algorithm.class);
    algorithms.forEach(algorithm -> hashes.put(algorithm, algorithm.newMessageDigest()));
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      size += count;
      if (size > asset.size()) {
        break;
      }
      for (MessageDigest hash : hashes.values()) {
        hash.update(buffer, 0, count);
      }
    }
    if (size != asset.size()) {
      throw new IOException(
          "expected %,d bytes of asset %s, found another number"
              .formatted(asset.size(), asset.name()));
    }
    Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
    hashes.forEach(
        (algorithm, hash) -> digests.put(algorithm, Digest.of(algorithm, hash.digest())));
    return digests;
  }

  /**
   * The release's assets.
   *
   * @param all with the digests that are known
   * @param unread why digests are missing, where a limit was reached
   */
  record Assets(List<ReleaseAsset> all, Optional<String> unread) {
    Assets {
      all = List.copyOf(all);
    }
  }
}
