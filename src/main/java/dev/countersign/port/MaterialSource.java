package dev.countersign.port;

import dev.countersign.verification.TreeListing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where releases, trees and file contents come from. Every method throws {@link
 * GitHubUnavailableException} when the answer could not be had and may be had later, and {@link
 * GitHubRefusedException} when it is not to be had.
 */
public interface MaterialSource {
  /**
   * The published release of this tag with the tag peeled to its commit; empty if there is none.
   */
  Optional<ReleaseState> release(RepositoryTarget target, String tag);

  /** Whether a published release of this tag exists. */
  boolean releaseExists(RepositoryTarget target, String tag);

  /**
   * The recursive listing of a commit in one request; {@link Tree#truncated} says whether it is
   * all.
   *
   * @param wanted paths to keep; the others are forgotten as they arrive
   */
  Tree tree(RepositoryTarget target, String commit, Predicate<String> wanted);

  /** The same with every path. */
  default Tree tree(RepositoryTarget target, String commit) {
    return tree(target, commit, path -> true);
  }

  /**
   * What is directly in one directory, by name; a directory of more entries than GitHub lists is a
   * {@link ContentLimitException}.
   *
   * @param tree object id of the directory; the entries are checked against it
   */
  TreeListing directory(RepositoryTarget target, String tree);

  /**
   * Content of a blob, checked against its object id.
   *
   * @param limit bytes; a larger blob is a {@link ContentLimitException}
   */
  byte[] blob(RepositoryTarget target, String objectId, long limit);

  /**
   * Contents of several blobs, each checked against its object id, in one request where GitHub
   * offers it.
   *
   * @param limits most bytes of each, by object id; a larger blob is a {@link
   *     ContentLimitException}
   * @return every one of them, by object id
   */
  Map<String, byte[]> blobs(RepositoryTarget target, Map<String, Long> limits);

  /** Streams the content of a blob to {@code reader}, which checks it. */
  void blob(RepositoryTarget target, String objectId, ArchiveReader reader);

  /** Streams the gzipped tar archive of a commit to {@code reader}. */
  void archive(RepositoryTarget target, String commit, ArchiveReader reader);

  /** Streams the content of a release's asset to {@code reader}. */
  void asset(RepositoryTarget target, long assetId, ArchiveReader reader);

  /**
   * Content of the file that a commit has at {@code path}; empty if there is none.
   *
   * @param limit bytes; a larger file is a {@link ContentLimitException}
   */
  Optional<byte[]> file(RepositoryTarget target, String commit, String path, long limit);

  /**
   * The file that the owner of the repository keeps at {@code path} for all repositories, on the
   * default branch of {@code OWNER/.github}; empty if there is none, and if the installation does
   * not cover such a repository.
   */
  Optional<SharedFile> sharedFile(RepositoryTarget target, String path);

  /** Consumes an archive, an asset or a blob. */
  @FunctionalInterface
  interface ArchiveReader {
    /** Reads to the end; an exception of the stream means that the download broke. */
    void read(InputStream content) throws IOException;
  }
}
