package dev.countersign.github;

import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.SharedFile;
import dev.countersign.port.Tree;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeListing;
import java.util.Optional;
import java.util.function.Predicate;

/** Releases, trees and contents over GitHub's REST API. */
final class GitHubMaterialSource implements MaterialSource {
  private final RepositoryClients clients;
  private final Releases releases;
  private final References references;
  private final Trees trees;
  private final SharedFiles sharedFiles;

  GitHubMaterialSource(
      RepositoryClients clients,
      Releases releases,
      References references,
      Trees trees,
      SharedFiles sharedFiles) {
    this.clients = clients;
    this.releases = releases;
    this.references = references;
    this.trees = trees;
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
  public String branchHead(RepositoryTarget target, String branch) {
    RepositoryClient client = client(target);
    return references
        .branch(client, client.recent(), branch)
        .orElseThrow(() -> Faults.notKnownYet("branch " + branch));
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
    ObjectIds.require(objectId);
    RepositoryClient client = client(target);
    return checked(client.blob(client.recent(), objectId, limit), objectId);
  }

  /** The content that an answer has of a blob, which must be that of its id. */
  static byte[] checked(Answer answer, String objectId) {
    if (answer.isMissing()) {
      throw Faults.notKnownYet("blob " + objectId);
    }
    String found = ObjectIds.ofBlob(answer.body(), objectId);
    if (!found.equals(objectId)) {
      throw new GitHubUnavailableException(
          "expected the content of blob %s, found that of %s".formatted(objectId, found),
          null,
          null);
    }
    return answer.body();
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
