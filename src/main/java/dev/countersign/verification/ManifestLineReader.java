package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a line of a manifest as {@code sha256sum --check} does where that leaves no doubt: {@code
 * HEX name}, {@code HEX *name}, {@code SHA256 (name) = HEX} and OpenSSL's {@code SHA2-256(name)=
 * HEX}. A backslash before the line says that its name is escaped. Forms that this tool guesses at,
 * such as one space before the name, are refused.
 *
 * @see <a
 *     href="https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html">GNU
 *     checksum output</a>
 */
final class ManifestLineReader {
  /** Twice the longest path of Linux, since each of its bytes may be escaped, and a digest. */
  static final int MAX_BYTES = 2 * 4096 + 256;

  private static final int MAX_QUOTED = 200;

  private final String line;
  private final boolean escaped;

  /** Where the digest or the tag begins. */
  private final int begin;

  private ManifestLineReader(String line) {
    this.line = line;
    int first = skipBlanks(line, 0);
    escaped = line.startsWith("\\", first);
    begin = escaped ? first + 1 : first;
  }

  /**
   * Reads the bytes from {@code start} to the line feed before {@code end}, which is not among
   * them. One carriage return at the end belongs to the line break: where a name ends in one, it is
   * escaped.
   */
  static ManifestLine read(byte[] content, int start, int end) {
    int last = end > start && content[end - 1] == '\r' ? end - 1 : end;
    if (last == start || content[start] == '#') {
      return new ManifestLine.Silent();
    }
    if (last - start > MAX_BYTES) {
      return unreadable("at most " + MAX_BYTES + " bytes", (last - start) + " bytes");
    }
    String line = new String(content, start, last - start, StandardCharsets.UTF_8);
    return isFaithful(line, content, start, last)
        ? new ManifestLineReader(line).read()
        : unreadable("UTF-8 text", "other bytes");
  }

  /** Whether nothing was replaced when {@code line} was decoded. */
  private static boolean isFaithful(String line, byte[] content, int start, int end) {
    if (line.indexOf('\ufffd') < 0) {
      return true;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(bytes, 0, bytes.length, content, start, end);
  }

  private ManifestLine read() {
    int end = begin;
    while (end < line.length() && HexFormat.isHexDigit(line.charAt(end))) {
      end++;
    }
    Optional<ListedAlgorithm> byLength = ListedAlgorithm.ofLength(end - begin);
    if (byLength.isPresent() && (line.startsWith("  ", end) || line.startsWith(" *", end))) {
      return listed(byLength.get(), line.substring(begin, end), line.substring(end + 2));
    }
    return readTagged();
  }

  private ManifestLine readTagged() {
    int open = line.indexOf('(', begin);
    // A digest has no parenthesis, so the last one ends the name, whatever the name is.
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      return unreadable();
    }
    int tagEnd = line.startsWith(" ", open - 1) && open > begin ? open - 1 : open;
    Optional<ListedAlgorithm> algorithm = ListedAlgorithm.ofTag(line.substring(begin, tagEnd));
    int sign = skipBlanks(line, close + 1);
    if (algorithm.isEmpty() || !line.startsWith("=", sign)) {
      return unreadable();
    }
    String hex = line.substring(skipBlanks(line, sign + 1));
    if (hex.length() != algorithm.get().hexLength()
        || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return unreadable();
    }
    return listed(algorithm.get(), hex, line.substring(open + 1, close));
  }

  private ManifestLine listed(ListedAlgorithm algorithm, String hex, String name) {
    // Without the mark before the line, some tools take a backslash for itself, others do not.
    String path = escaped ? unescape(name) : name.indexOf('\\') >= 0 ? "" : name;
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    return isBelowTheRoot(path)
        ? new ManifestLine.Listed(algorithm, hex.toLowerCase(Locale.ROOT), path)
        : new ManifestLine.Unreadable(
            ReasonCode.MANIFEST_PATH_UNSAFE, "a path below the root", quoted(name));
  }

  /** The name that is meant; empty when it is not properly escaped. */
  private static String unescape(String name) {
    StringBuilder path = new StringBuilder(name.length());
    int next = 0;
    while (next < name.length()) {
      char c = name.charAt(next++);
      if (c != '\\') {
        path.append(c);
        continue;
      }
      char code = next < name.length() ? name.charAt(next++) : ' ';
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

  private static boolean isBelowTheRoot(String path) {
    if (path.indexOf('\0') >= 0) {
      return false;
    }
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (isNoName(path.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isNoName(String segment) {
    return segment.isEmpty() || segment.equals(".") || segment.equals("..");
  }

  private static int skipBlanks(String line, int from) {
    int next = from;
    while (line.startsWith(" ", next) || line.startsWith("\t", next)) {
      next++;
    }
    return next;
  }

  private ManifestLine unreadable() {
    return unreadable("a SHA-256, SHA-384 or SHA-512 checksum and a path", quoted(line));
  }

  private static ManifestLine unreadable(String expected, String actual) {
    return new ManifestLine.Unreadable(ReasonCode.MANIFEST_LINE_UNREADABLE, expected, actual);
  }

  private static String quoted(String foreign) {
    if (foreign.length() <= MAX_QUOTED) {
      return foreign;
    }
    int end =
        Character.isHighSurrogate(foreign.charAt(MAX_QUOTED - 1)) ? MAX_QUOTED - 1 : MAX_QUOTED;
    return foreign.substring(0, end) + "…";
  }
}
