package dev.countersign.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The state that is kept of one TUF repository: a ZIP file of its signed files, and an entry with
 * the time of the last good refresh. Replaced as a whole, so that a crash leaves the old or the new
 * one. Not to be trusted when it is read: whoever can write the folder can write anything.
 */
final class KeptStateFile {
  private static final String CONFIRMED = "confirmed-at";
  private static final int LARGEST = 32 << 20;

  private final Path folder;
  private final Path file;

  KeptStateFile(Path folder, URI repository) {
    this.folder = folder;
    String name = repository.getHost() + repository.getPath();
    file = folder.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_") + ".zip");
  }

  /** What the file says; nothing if there is none. */
  KeptState load() throws IOException {
    if (!Files.exists(file)) {
      return KeptState.NONE;
    }
    Map<String, byte[]> files = new HashMap<>();
    int left = LARGEST;
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(left + 1);
        left -= content.length;
        if (left < 0) {
          throw new IOException(file + " holds more than " + LARGEST + " bytes");
        }
        files.put(entry.getName(), content);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no ZIP file of this server's", e);
    }
    byte[] confirmed = files.remove(CONFIRMED);
    return new KeptState(new TufFiles(files), confirmed == null ? null : instant(confirmed));
  }

  void save(KeptState state) throws IOException {
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "kept", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer content = ByteBuffer.wrap(zip(state));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Instant instant(byte[] text) throws IOException {
    try {
      return Instant.parse(new String(text, UTF_8));
    } catch (DateTimeParseException e) {
      throw new IOException(file + " does not say when it was confirmed", e);
    }
  }

  private static byte[] zip(KeptState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      Instant confirmedAt = state.confirmedAt();
      if (confirmedAt != null) {
        add(zip, CONFIRMED, confirmedAt.toString().getBytes(UTF_8));
      }
      for (Map.Entry<String, byte[]> entry : state.files().byPath().entrySet()) {
        add(zip, entry.getKey(), entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
