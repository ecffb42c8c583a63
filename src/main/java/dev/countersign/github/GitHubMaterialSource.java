package dev.countersign.github;

import dev.countersign.port.MaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.SharedFile;
import dev.countersign.port.Tree;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeListing;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Releases, trees and contents from GitHub. */
final class GitHubMaterialSource implements MaterialSource {
  private final RepositoryClients clients;
  private final Releases releases;
  private final Trees trees;
  private final Blobs blobs;
  private final SharedFiles sharedFiles;

  GitHubMaterialSource(
      RepositoryClients clients,
      Releases releases,
      Trees trees,
      Blobs blobs,
      SharedFiles sharedFiles) {
    this.clients = clients;
    this.releases = releases;
    this.trees = trees;
    this.blobs = blobs;
    this.sharedFiles = sharedFiles;
  }

  @Override
  public Optional<ReleaseState> release(RepositoryTarget target, String tag) {
    return releases.find(client(target), tag);
  }

  @Override
  public boolean releaseExists(RepositoryTarget target, String tag) {
    return releases.exists(client(target), tag);
  }

  @Override
  public Tree tree(RepositoryTarget target, String commit, Predicate<String> wanted) {
    return trees.list(client(target), commit, wanted);
  }

  @Override
  public TreeListing directory(RepositoryTarget target, String tree) {
    ObjectIds.require(tree);
    return trees.directory(client(target), tree);
  }

  @Override
  public byte[] blob(RepositoryTarget target, String objectId, long limit) {
    return blobs.read(client(target), objectId, limit);
  }

  @Override
  public Map<String, byte[]> blobs(RepositoryTarget target, Map<String, Long> limits) {
    return blobs.read(client(target), limits);
  }

  @Override
  public void blob(RepositoryTarget target, String objectId, ArchiveReader reader) {
    ObjectIds.require(objectId);
    RepositoryClient client = client(target);
    client.blob(client.recent(), objectId, reader);
  }

  @Override
  public void archive(RepositoryTarget target, String commit, ArchiveReader reader) {
    ObjectIds.require(commit);
    RepositoryClient client = client(target);
    client.archive(client.recent(), commit, reader);
  }

  @Override
  public void asset(RepositoryTarget target, long assetId, ArchiveReader reader) {
    RepositoryClient client = client(target);
    client.asset(client.recent(), assetId, reader);
  }

  @Override
  public Optional<byte[]> file(RepositoryTarget target, String commit, String path, long limit) {
    ObjectIds.require(commit);
    RepositoryClient client = client(target);
    Answer answer = client.file(client.recent(), commit, path, limit);
    return answer.isMissing() ? Optional.empty() : Optional.of(answer.body());
  }

  @Override
  public Optional<SharedFile> sharedFile(RepositoryTarget target, String path) {
    return sharedFiles.find(target.installationId(), client(target).recent().name(), path);
  }

  private RepositoryClient client(RepositoryTarget target) {
    return clients.of(target, TokenScope.READ);
  }
}
