package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.verification.GitMode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The gzipped tar archive of a commit, read once from its beginning to its end. An archive that was
 * cut off or damaged on its way is an IOException, wherever the cut is.
 *
 * @see <a href="https://git-scm.com/docs/git-archive">git archive</a>
 */
final class CommitArchive {
  private static final int EXECUTABLE_BY_OWNER = 0100;

  private final TreeLimits limits;
  private final InstantSource clock;
  private final ContentHash hash;
  private final Visitor visitor;

  CommitArchive(TreeLimits limits, InstantSource clock, ContentHash hash, Visitor visitor) {
    this.limits = limits;
    this.clock = clock;
    this.hash = hash;
    this.visitor = visitor;
  }

  /** Reads it all; stops with a {@link LimitReachedException} at a limit. */
  void read(InputStream tarGz) throws IOException {
    BoundedGunzip gunzip = new BoundedGunzip(tarGz, limits, clock);
    WholeTar tar = new WholeTar(gunzip);
    int entries = 0;
    for (TarArchiveEntry entry = next(gunzip, tar); entry != null; entry = next(gunzip, tar)) {
      if (entries++ == limits.files()) {
        throw new LimitReachedException(
            "the tag has more than %d files and folders".formatted(limits.files()));
      }
      gunzip.expectContent();
      visit(entry, tar);
    }
    if (!tar.isWhole()) {
      throw new EOFException("expected the end of the archive, found nothing more");
    }
    // The checksum comes last, after what pads the archive.
    gunzip.expectContent();
    gunzip.transferTo(OutputStream.nullOutputStream());
  }

  private static TarArchiveEntry next(BoundedGunzip gunzip, WholeTar tar) throws IOException {
    gunzip.expectHeader();
    try {
      return tar.getNextEntry();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("expected a header of an archive, found nonsense", e);
    }
  }

  private void visit(TarArchiveEntry entry, InputStream tar) throws IOException {
    // The first part is a folder that only the archive has.
    String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
    switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM -> {
        boolean executable = (entry.getMode() & EXECUTABLE_BY_OWNER) != 0;
        byte[] id = hash.take(tar, entry.getSize());
        visitor.file(path, executable ? GitMode.EXECUTABLE : GitMode.FILE, id, entry.getSize());
      }
      case TarConstants.LF_SYMLINK -> {
        byte[] target = entry.getLinkName().getBytes(UTF_8);
        visitor.other(path, GitMode.SYMBOLIC_LINK, hash.idOf(target), target.length);
      }
      case TarConstants.LF_DIR -> {
        if (!path.isEmpty()) {
          String directory = path.substring(0, path.length() - 1);
          visitor.other(directory, GitMode.DIRECTORY, new byte[hash.idLength()], 0);
        }
      }
      default ->
          throw new IOException(
              "expected a file, link or folder, found %s".formatted((char) entry.getLinkFlag()));
    }
  }

  /** Sees what is in an archive, in its order. */
  interface Visitor {
    /** A file whose blob id and digests were just taken. */
    void file(String path, GitMode mode, byte[] id, long size) throws IOException;

    /** A link with the blob id of its target, or a directory, which may be a submodule. */
    void other(String path, GitMode mode, byte[] id, long size) throws IOException;
  }

  /** A tar that knows whether its end was there: two blocks of zeros. */
  private static final class WholeTar extends TarArchiveInputStream {
    private static final int END = 2;

    private int endBlocks;

    WholeTar(InputStream in) {
      super(in, UTF_8.name());
    }

    boolean isWhole() {
      return endBlocks == END;
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean end = super.isEOFRecord(block);
      if (end && block != null) {
        endBlocks++;
      }
      return end;
    }
  }
}
