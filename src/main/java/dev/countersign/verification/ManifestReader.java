package dev.countersign.verification;

import dev.countersign.verification.ManifestLine.Listed;
import dev.countersign.verification.ManifestLine.Unreadable;
import java.util.BitSet;

/** Reads a manifest in one pass over its bytes, which it keeps uncopied. */
final class ManifestReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final byte[] content;
  private final ManifestProblems problems = new ManifestProblems();
  private final StrongestLines strongest = new StrongestLines(problems);
  private final ListedLines.Builder lines;

  /** Prepares reading; {@code content} must not change. */
  ManifestReader(byte[] content) {
    this.content = content;
    this.lines = new ListedLines.Builder(content);
  }

  /** Reads everything, or nothing if that is too much. */
  Manifest read(int maxBytes, int maxLines) {
    if (content.length > maxBytes) {
      return Manifest.unread("at most " + maxBytes + " bytes", content.length + " bytes");
    }
    int start = startsWithByteOrderMark() ? BYTE_ORDER_MARK.length : 0;
    for (int number = 1; start < content.length; number++) {
      if (number > maxLines) {
        return Manifest.unread("at most " + maxLines + " lines", "more than " + maxLines);
      }
      int end = ListedLines.endOfLine(content, start);
      take(ManifestLineReader.read(content, start, end), start, number);
      start = end + 1;
    }
    return manifest();
  }

  private boolean startsWithByteOrderMark() {
    if (content.length < BYTE_ORDER_MARK.length) {
      return false;
    }
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (content[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private void take(ManifestLine line, int offset, int number) {
    if (line instanceof Listed listed) {
      lines.add(offset, number);
      strongest.add(listed);
    } else if (line instanceof Unreadable unreadable) {
      problems.add(number, unreadable.reason(), unreadable.expected(), unreadable.actual());
    }
  }

  private Manifest manifest() {
    ListedLines listed = lines.build();
    BitSet counting = strongest.among(listed);
    if (counting.isEmpty() && problems.areNone()) {
      return Manifest.empty();
    }
    return new Manifest(listed.only(counting), strongest.algorithms(counting), problems.findings());
  }
}
