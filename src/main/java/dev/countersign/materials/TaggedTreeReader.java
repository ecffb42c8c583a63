package dev.countersign.materials;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes the digest of every file of a commit in one pass over its archive. An archive honours
 * {@code export-ignore} and {@code export-subst}, so an entry counts only where its Git blob id is
 * the tree's; the other files are fetched themselves.
 */
public final class TaggedTreeReader implements TaggedTrees {
  private final MaterialSource source;
  private final ContentLimits limits;

  public TaggedTreeReader(MaterialSource source, ContentLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  @Override
  public TaggedTree read(RepositoryTarget target, Tree tree) {
    Set<String> paths = new HashSet<>();
    for (TreeEntry entry : tree.entries()) {
      if (!paths.add(entry.path())) {
        // Git's names are bytes: two that are no UTF-8 may well be listed as one and the same text.
        throw new ContentLimitException(
            "the tag has two files that are both listed as " + entry.path());
      }
    }
    Map<String, TreeEntry> files = tree.files();
    Map<String, Digest> digests = new HashMap<>();
    if (!files.isEmpty()) {
      source.archive(
          target,
          tree.commit(),
          archive -> {
            digests.clear();
            readArchive(archive, files, digests);
          });
      readRemaining(target, files, digests);
    }
    return new TaggedTree(tree.commit(), tree.rootTree(), tree.entries(), digests);
  }

  private void readArchive(
      InputStream tarGz, Map<String, TreeEntry> files, Map<String, Digest> digests)
      throws IOException {
    TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(tarGz, 1 << 16), StandardCharsets.UTF_8.name());
    byte[] buffer = new byte[1 << 16];
    long unpacked = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.getSize() > limits.archiveBytes() - unpacked) {
        throw new ContentLimitException(
            "the tag's files unpack to more than " + limits.archiveBytes() + " bytes");
      }
      unpacked += entry.getSize();
      String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
      TreeEntry file = entry.isFile() ? files.get(path) : null;
      if (file != null && file.size() == entry.getSize()) {
        hash(tar, file, buffer, digests);
      }
    }
  }

  private static void hash(
      InputStream content, TreeEntry file, byte[] buffer, Map<String, Digest> digests)
      throws IOException {
    MessageDigest blob = ObjectIds.blobHash(file.objectId(), file.size());
    MessageDigest sha256 = Digest.Algorithm.SHA_256.newMessageDigest();
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      blob.update(buffer, 0, count);
      sha256.update(buffer, 0, count);
    }
    if (HexFormat.of().formatHex(blob.digest()).equals(file.objectId())) {
      digests.put(file.path(), Digest.of(Digest.Algorithm.SHA_256, sha256.digest()));
    }
  }

  private void readRemaining(
      RepositoryTarget target, Map<String, TreeEntry> files, Map<String, Digest> digests) {
    List<TreeEntry> remaining =
        files.values().stream().filter(file -> !digests.containsKey(file.path())).toList();
    if (remaining.size() > limits.blobs()) {
      throw new ContentLimitException(
          "the archive leaves out or changes "
              + remaining.size()
              + " files of the tag, more than "
              + limits.blobs()
              + " are not fetched one by one");
    }
    for (TreeEntry file : remaining) {
      digests.put(
          file.path(), Digest.sha256(source.blob(target, file.objectId(), limits.blobBytes())));
    }
  }
}
