package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.GitMode;
import dev.countersign.verification.ObjectIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are odd, damaged or meant to hurt. */
class CommitArchiveTest {
  private static final String LIKE = "0".repeat(40);
  private static final int BLOCK = 512;

  /** What Git fills archives up to. */
  private static final int PADDED = 20 * BLOCK;

  private TreeLimits limits =
      new TreeLimits(1L << 30, 1_000, 200, Duration.ofMinutes(1), 10, 10, 10);
  private InstantSource clock = InstantSource.fixed(Instant.EPOCH);

  @Test
  void seesFilesLinksAndFolders() throws IOException {
    byte[] archive =
        gzip(
            tar(
                tar -> {
                  folder(tar, "top/");
                  folder(tar, "top/bin/");
                  file(tar, "top/bin/run", 0775, "#!/bin/sh\n");
                  file(tar, "top/name\nwith a newline", 0664, "a");
                  file(tar, "top/" + "long/".repeat(60) + "file", 0664, "b");
                  link(tar, "top/link", "../" + "far/".repeat(60));
                }));

    assertThat(read(archive))
        .containsExactly(
            "DIRECTORY bin",
            "EXECUTABLE bin/run " + id("#!/bin/sh\n"),
            "FILE name\nwith a newline " + id("a"),
            "FILE " + "long/".repeat(60) + "file " + id("b"),
            "SYMBOLIC_LINK link " + id("../" + "far/".repeat(60)));
  }

  @Test
  @Tag("threat-24")
  void reportsAnArchiveThatIsCutAnywhere() throws IOException {
    byte[] tar = tar(archive -> file(archive, "top/a", 0664, "a".repeat(700)));
    for (int length = 0; length < tar.length; length += BLOCK / 2) {
      byte[] cut = gzip(Arrays.copyOf(tar, length));
      if (isWhole(length)) {
        assertThatCode(() -> read(cut)).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> read(cut))
            .as("cut after %d bytes", length)
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(LimitReachedException.class);
      }
    }
  }

  /** Whether both blocks of zeros are there that end an archive. */
  private static boolean isWhole(int length) {
    int header = BLOCK;
    int content = 2 * BLOCK;
    return length >= header + content + 2 * BLOCK;
  }

  @Test
  void reportsAStreamThatIsCutAnywhere() throws IOException {
    byte[] archive = gzip(tar(tar -> file(tar, "top/a", 0664, "a".repeat(700))));
    for (int length = 0; length < archive.length; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut after %d bytes", length)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(LimitReachedException.class);
    }
  }

  @Test
  void reportsADamagedArchive() throws IOException {
    byte[] archive = gzip(tar(tar -> file(tar, "top/a", 0664, "a".repeat(700))));
    int checksum = archive.length - 8;
    archive[checksum] ^= 1;
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(IOException.class)
        .hasMessage("Corrupt GZIP trailer");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR})
  void reportsWhatNoCommitHas(byte type) throws IOException {
    byte[] archive =
        gzip(
            tar(
                tar -> {
                  TarArchiveEntry entry = new TarArchiveEntry("top/odd", type);
                  tar.putArchiveEntry(entry);
                  tar.closeArchiveEntry();
                }));
    assertThatThrownBy(() -> read(archive)).isInstanceOf(IOException.class);
  }

  @Test
  @Tag("threat-19")
  void stopsAtTheLimitOfBytes() throws IOException {
    byte[] archive = gzip(tar(tar -> file(tar, "top/a", 0664, "a".repeat(10_000))));
    limits = new TreeLimits(10_000, 10, 200, Duration.ofMinutes(1), 10, 10, 10);
    assertStopped(archive, "the files of the tag unpack to more than 10000 bytes");
  }

  @Test
  @Tag("threat-19")
  void stopsAtTheLimitOfFiles() throws IOException {
    byte[] archive =
        gzip(
            tar(
                tar -> {
                  file(tar, "top/a", 0664, "a");
                  file(tar, "top/b", 0664, "b");
                }));
    limits = new TreeLimits(1 << 20, 2, 200, Duration.ofMinutes(1), 10, 10, 10);
    assertThat(read(archive)).hasSize(2);
    limits = new TreeLimits(1 << 20, 1, 200, Duration.ofMinutes(1), 10, 10, 10);
    assertStopped(archive, "the tag has more than 1 files and folders");
  }

  @Test
  @Tag("threat-19")
  void stopsUnpackingABombSoonAfterItLooksLikeOne() throws IOException {
    AtomicInteger packed = new AtomicInteger();
    byte[] bomb = bomb(200 << 20);
    InputStream counted =
        new ByteArrayInputStream(bomb) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, Math.min(length, 1_000));
            packed.addAndGet(Math.max(0, read));
            return read;
          }
        };
    assertThatThrownBy(() -> archive(new ArrayList<>()).read(counted))
        .isInstanceOf(LimitReachedException.class)
        .hasMessage("the archive of the tag unpacks to more than 200 times its size");
    assertThat(packed.get()).isLessThan(bomb.length / 2);
  }

  @Test
  void letsASmallArchiveBeAsDenseAsItLikes() throws IOException {
    assertThat(read(bomb(60 << 20))).hasSize(1);
  }

  @Test
  @Tag("threat-19")
  void stopsAtTheLimitOfTime() throws IOException {
    byte[] archive = gzip(tar(tar -> file(tar, "top/a", 0664, "a".repeat(10_000))));
    AtomicInteger seconds = new AtomicInteger();
    clock = () -> Instant.EPOCH.plusSeconds(20L * seconds.getAndIncrement());
    assertStopped(archive, "the archive of the tag takes longer than 60 seconds");
  }

  @Test
  @Tag("threat-19")
  void stopsAtAHeaderThatWouldFillTheMemory() throws IOException {
    byte[] archive =
        gzip(
            tar(
                tar -> {
                  TarArchiveEntry entry = new TarArchiveEntry("top/a");
                  entry.addPaxHeader("comment", "a".repeat(2 << 20));
                  tar.putArchiveEntry(entry);
                  tar.closeArchiveEntry();
                }));
    assertStopped(archive, "a name in the tag is longer than any that is used");
  }

  private void assertStopped(byte[] archive, String reason) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(LimitReachedException.class)
        .hasMessage(reason);
  }

  private List<String> read(byte[] archive) throws IOException {
    List<String> seen = new ArrayList<>();
    archive(seen).read(new ByteArrayInputStream(archive));
    return seen;
  }

  private CommitArchive archive(List<String> seen) {
    return new CommitArchive(
        limits,
        clock,
        new ContentHash(Set.of(Algorithm.SHA_256), LIKE),
        new CommitArchive.Visitor() {
          @Override
          public void file(String path, GitMode mode, byte[] id, long size) {
            seen.add(mode + " " + path + " " + HexFormat.of().formatHex(id));
          }

          @Override
          public void other(String path, GitMode mode, byte[] id, long size) {
            seen.add(
                mode == GitMode.DIRECTORY
                    ? mode + " " + path
                    : mode + " " + path + " " + HexFormat.of().formatHex(id));
          }
        });
  }

  private static String id(String content) {
    return ObjectIds.ofBlob(content.getBytes(UTF_8), LIKE);
  }

  private static void file(TarArchiveOutputStream tar, String path, int mode, String content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    byte[] bytes = content.getBytes(UTF_8);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void folder(TarArchiveOutputStream tar, String path) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(path));
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String path, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry("top/zeros");
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (int written = 0; written < size; written += zeros.length) {
        tar.write(zeros);
      }
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, PADDED, UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      content.write(tar);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }
}
