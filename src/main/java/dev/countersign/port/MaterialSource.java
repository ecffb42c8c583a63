package dev.countersign.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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

  /** Object id of the commit that {@code branch} points at now. */
  String branchHead(RepositoryTarget target, String branch);

  /** The recursive listing of a commit; a truncated answer is completed, never returned. */
  Tree tree(RepositoryTarget target, String commit);

  /**
   * Content of a blob, checked against its object id.
   *
   * @param limit bytes; a larger blob is a {@link ContentLimitException}
   */
  byte[] blob(RepositoryTarget target, String objectId, long limit);

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

  /** Consumes an archive or an asset. */
  @FunctionalInterface
  interface ArchiveReader {
    /** Reads to the end; an exception of the stream means that the download broke. */
    void read(InputStream content) throws IOException;
  }
}
