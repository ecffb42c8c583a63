package dev.countersign.verification;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checksums file as {@code sha256sum} writes it, decoded line by line.
 *
 * @param content the bytes
 * @param lines the readable entries, each with where its line begins
 * @param problems findings about lines that are not entries
 * @see <a
 *     href="https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html">GNU
 *     checksum output</a>
 */
record Manifest(byte[] content, List<Line> lines, List<Finding> problems) {
  /** Most problems of one kind that are reported one by one. */
  static final int MAX_PROBLEMS = 20;

  private static final Pattern ENTRY =
      Pattern.compile("(\\\\?)([0-9A-Fa-f]{64}) [ *](.+)", Pattern.DOTALL);

  /**
   * An entry and where it stands.
   *
   * @param entry what the line says
   * @param offset byte offset of the line's first byte
   */
  record Line(ManifestEntry entry, int offset) {}

  Manifest {
    content = content.clone();
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  static Manifest parse(byte[] content) {
    List<Line> lines = new ArrayList<>();
    List<Finding> problems = new ArrayList<>();
    int number = 0;
    int start = 0;
    while (start < content.length) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      number++;
      Outcome<ManifestEntry> entry = entry(content, start, end, number);
      if (entry instanceof Outcome.Read<ManifestEntry> read) {
        lines.add(new Line(read.value(), start));
      } else if (problems.size() < MAX_PROBLEMS) {
        problems.add(((Outcome.Rejected<ManifestEntry>) entry).finding(Check.MANIFEST));
      }
      start = end + 1;
    }
    return new Manifest(content, lines, problems);
  }

  /**
   * Digests of the bytes above each line that lists {@code path}, by the line's offset. Each byte
   * is hashed once, however many lines there are.
   */
  Map<Integer, Digest> digestsAbove(String path) {
    Map<Integer, Digest> digests = new HashMap<>();
    MessageDigest sha256 = Digest.Algorithm.SHA_256.newMessageDigest();
    int hashed = 0;
    for (Line line : lines) {
      if (line.entry().path().equals(path)) {
        sha256.update(content, hashed, line.offset() - hashed);
        hashed = line.offset();
        digests.put(line.offset(), Digest.of(Digest.Algorithm.SHA_256, soFar(sha256)));
      }
    }
    return digests;
  }

  private static byte[] soFar(MessageDigest hash) {
    try {
      return ((MessageDigest) hash.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK clones its hash functions", e);
    }
  }

  private static Outcome<ManifestEntry> entry(byte[] content, int start, int end, int number) {
    String line;
    try {
      line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(content, start, end - start))
              .toString();
    } catch (CharacterCodingException e) {
      return rejected(ReasonCode.MANIFEST_LINE_UNREADABLE, number, "UTF-8 text", "other bytes");
    }
    Matcher matcher = ENTRY.matcher(line);
    if (!matcher.matches()) {
      return rejected(
          ReasonCode.MANIFEST_LINE_UNREADABLE,
          number,
          "64 hex digits, two spaces and a path",
          line.isEmpty() ? "an empty line" : line);
    }
    String path = matcher.group(1).isEmpty() ? matcher.group(3) : unescape(matcher.group(3));
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (!isPlainRelative(path)) {
      return rejected(
          ReasonCode.MANIFEST_PATH_UNSAFE, number, "a path below the root", matcher.group(3));
    }
    byte[] value = HexFormat.of().parseHex(matcher.group(2));
    return Outcome.read(
        new ManifestEntry(number, Digest.of(Digest.Algorithm.SHA_256, value), path));
  }

  /** The path of a line that begins with a backslash; empty when it is not properly escaped. */
  private static String unescape(String escaped) {
    StringBuilder path = new StringBuilder();
    int next = 0;
    while (next < escaped.length()) {
      char c = escaped.charAt(next++);
      if (c != '\\') {
        path.append(c);
        continue;
      }
      char code = next < escaped.length() ? escaped.charAt(next++) : ' ';
      switch (code) {
        case '\\' -> path.append('\\');
        case 'n' -> path.append('\n');
        case 'r' -> path.append('\r');
        default -> {
          return "";
        }
      }
    }
    return path.toString();
  }

  private static boolean isPlainRelative(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static Outcome<ManifestEntry> rejected(
      ReasonCode reason, int line, String expected, String actual) {
    return Outcome.rejected(reason, expected, "line " + line + ": " + actual);
  }
}
