package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.FileMode;
import dev.countersign.simulation.git.TreeNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** The archive of a commit as {@code git archive --format=tar.gz} makes it. */
final class Tarball {
  private final SimulatedRepository repository;
  private final Commit commit;
  private final TarArchiveOutputStream tar;

  private Tarball(SimulatedRepository repository, Commit commit, TarArchiveOutputStream tar) {
    this.repository = repository;
    this.commit = commit;
    this.tar = tar;
  }

  static byte[] of(SimulatedRepository repository, Commit commit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(bytes), StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      new Tarball(repository, commit, tar).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** {@code OWNER-REPO-SHORTSHA}. */
  static String topFolder(SimulatedRepository repository, Commit commit) {
    return repository.owner().login() + "-" + repository.name() + "-" + commit.id().substring(0, 7);
  }

  private void write() throws IOException {
    writeGlobalHeader();
    String top = topFolder(repository, commit) + "/";
    writeEntry(new TarArchiveEntry(top), 0775, new byte[0]);
    for (TreeNode node : repository.history().trees().list(commit.tree())) {
      if (!repository.archiveAttributes().ignores(node.name())) {
        writeNode(top + node.name(), node);
      }
    }
  }

  /** The commit's id as a comment, which {@code git get-tar-commit-id} reads. */
  private void writeGlobalHeader() throws IOException {
    TarArchiveEntry header =
        new TarArchiveEntry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
    header.addPaxHeader("comment", commit.id());
    describe(header, 0666);
    // Writes the content, too.
    tar.putArchiveEntry(header);
  }

  private void writeNode(String path, TreeNode node) throws IOException {
    switch (node.mode()) {
      case DIRECTORY, SUBMODULE -> writeEntry(new TarArchiveEntry(path + "/"), 0775, new byte[0]);
      case SYMBOLIC_LINK -> {
        TarArchiveEntry link = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        link.setLinkName(new String(content(node), StandardCharsets.UTF_8));
        writeEntry(link, 0777, new byte[0]);
      }
      case FILE, EXECUTABLE ->
          writeEntry(
              new TarArchiveEntry(path),
              node.mode() == FileMode.EXECUTABLE ? 0775 : 0664,
              repository.archiveAttributes().substitute(node.name()).orElse(content(node)));
    }
  }

  private void writeEntry(TarArchiveEntry entry, int permissions, byte[] content)
      throws IOException {
    describe(entry, permissions);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void describe(TarArchiveEntry entry, int permissions) {
    entry.setMode(permissions);
    entry.setModTime(Date.from(Instant.ofEpochSecond(commit.when().getEpochSecond())));
    entry.setUserName("root");
    entry.setGroupName("root");
  }

  private byte[] content(TreeNode node) {
    return repository.history().objects().blob(node.id()).orElseThrow();
  }
}
