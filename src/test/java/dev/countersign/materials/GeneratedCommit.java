package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.verification.GitMode;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.TreeHash;
import dev.countersign.verification.TreeHash.HashedTree;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.TreeListingBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A commit of very many files that look like text, as GitHub would answer about it: its archive and
 * its listing, whole and truncated, in files. It is the same one each time.
 */
final class GeneratedCommit {
  static final String COMMIT = "c".repeat(40);
  private static final int PER_FOLDER = 40;
  private static final int WORDS = 4_000;

  private final Random random = new Random(42);
  private final byte[] text;

  private GeneratedCommit(int largest) {
    StringBuilder words = new StringBuilder();
    String[] vocabulary = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      vocabulary[i] = Integer.toString(random.nextInt(1 << 30), 36);
    }
    while (words.length() < 2 * largest) {
      int word = (int) (WORDS * Math.pow(random.nextDouble(), 3));
      words.append(vocabulary[word]).append(random.nextInt(9) == 0 ? '\n' : ' ');
    }
    text = words.toString().getBytes(UTF_8);
  }

  /** Makes the files in {@code folder}, unless they are there. */
  static void make(Path folder, int files, long bytes) throws IOException {
    if (Files.exists(folder.resolve("tree"))) {
      return;
    }
    Files.createDirectories(folder);
    int mean = (int) (bytes / files);
    new GeneratedCommit(8 * mean).write(folder, files, mean);
  }

  private void write(Path folder, int files, int mean) throws IOException {
    TreeListingBuilder builder = new TreeListingBuilder();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GZIPOutputStream(
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("archive"))),
                1 << 16),
            UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      folder(tar, "octo-demo-ccccccc/");
      for (int i = 0; i < files; i++) {
        String directory = "module%05d".formatted(i / PER_FOLDER);
        if (i % PER_FOLDER == 0) {
          folder(tar, "octo-demo-ccccccc/" + directory + "/");
          builder.add(directory, GitMode.DIRECTORY, "0".repeat(40), 0);
        }
        String path = directory + "/a_file_whose_name_has_a_usual_length_%06d.txt".formatted(i);
        byte[] content = content(mean);
        TarArchiveEntry entry = new TarArchiveEntry("octo-demo-ccccccc/" + path);
        entry.setMode(0664);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        builder.add(path, GitMode.FILE, ObjectIds.ofBlob(content, "0".repeat(40)), content.length);
      }
    }
    HashedTree tree = TreeHash.ofWhole(builder.build(), "0".repeat(40));
    list(folder.resolve("truncated"), tree, files / 2, true);
    list(folder.resolve("listed"), tree, Integer.MAX_VALUE, false);
    Files.writeString(folder.resolve("tree"), tree.rootTree());
  }

  /** Odd sizes around the mean, many small and few large. */
  private byte[] content(int mean) {
    double size = -Math.log(1 - random.nextDouble()) * mean;
    int length = (int) Math.min(size, 8.0 * mean);
    int start = random.nextInt(text.length - length);
    byte[] content = new byte[length];
    System.arraycopy(text, start, content, 0, length);
    return content;
  }

  private static void folder(TarArchiveOutputStream tar, String path) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(path));
    tar.closeArchiveEntry();
  }

  private static void list(Path file, HashedTree tree, int most, boolean truncated)
      throws IOException {
    TreeListing entries = tree.entries();
    try (Writer json = Files.newBufferedWriter(file)) {
      json.write("{\"sha\": \"" + tree.rootTree() + "\", \"url\": \"x\", \"tree\": [\n");
      for (int i = 0; i < Math.min(most, entries.size()); i++) {
        boolean directory = entries.mode(i) == GitMode.DIRECTORY;
        json.write(
            "%s{\"path\": \"%s\", \"mode\": \"%s\", \"type\": \"%s\", \"sha\": \"%s\", %s\"url\": \"https://api.github.com/repos/octo/demo/git/%s/%s\"}%n"
                .formatted(
                    i == 0 ? "" : ",",
                    entries.path(i),
                    directory ? "040000" : "100644",
                    directory ? "tree" : "blob",
                    entries.objectId(i),
                    directory ? "" : "\"size\": " + entries.size(i) + ", ",
                    directory ? "trees" : "blobs",
                    entries.objectId(i)));
      }
      json.write("], \"truncated\": " + truncated + "}");
    }
  }
}
