package dev.countersign.verification;

import dev.sigstore.proto.rekor.v1.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log's signed tree head as a signed note.
 *
 * @param signedBytes what the signatures are over: the text up to the blank line
 * @param origin first line: which log
 * @param treeSize second line: number of entries
 * @param rootHash third line: Merkle root, decoded
 * @param signatures the signature lines
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
record Checkpoint(
    byte[] signedBytes, String origin, long treeSize, byte[] rootHash, List<NoteLine> signatures) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SIGNATURES = 20;
  private static final Pattern TREE_SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final String BEFORE_NAME = "\u2014 ";

  /**
   * One signature line.
   *
   * @param name who signed
   * @param keyHint first four bytes of the key's id
   * @param signature raw signature
   */
  record NoteLine(String name, byte[] keyHint, byte[] signature) {}

  static Outcome<Checkpoint> parse(String note) {
    if (note.length() > MAX_BYTES) {
      return invalid("at most " + MAX_BYTES + " characters", note.length() + " characters");
    }
    int blank = note.indexOf("\n\n");
    if (blank < 0 || blank + 2 == note.length() || !note.endsWith("\n")) {
      return invalid("a text, a blank line and signature lines", "another form");
    }
    String text = note.substring(0, blank + 1);
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || lines[0].isEmpty()) {
      return invalid("origin, tree size and root hash", (lines.length - 1) + " lines");
    }
    if (!TREE_SIZE.matcher(lines[1]).matches()) {
      return invalid("a tree size", lines[1]);
    }
    try {
      List<NoteLine> signatures = new ArrayList<>();
      for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
        int afterName = line.indexOf(' ', BEFORE_NAME.length());
        if (!line.startsWith(BEFORE_NAME) || afterName < 0 || signatures.size() == MAX_SIGNATURES) {
          return invalid("1 to " + MAX_SIGNATURES + " signature lines", line);
        }
        String name = line.substring(BEFORE_NAME.length(), afterName);
        if (!isKeyName(name)) {
          return invalid("a key name", name);
        }
        byte[] hintAndSignature = CanonicalBase64.decode(line.substring(afterName + 1));
        if (hintAndSignature.length < 5) {
          return invalid("a key hint and a signature", line);
        }
        signatures.add(
            new NoteLine(
                name,
                Arrays.copyOf(hintAndSignature, 4),
                Arrays.copyOfRange(hintAndSignature, 4, hintAndSignature.length)));
      }
      return Outcome.read(
          new Checkpoint(
              text.getBytes(StandardCharsets.UTF_8),
              lines[0],
              Long.parseLong(lines[1]),
              CanonicalBase64.decode(lines[2]),
              List.copyOf(signatures)));
    } catch (IllegalArgumentException e) {
      return invalid("numbers and base64", String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is of the tree that {@code proof} leads to the root of. */
  boolean isOfTree(InclusionProof proof) {
    return treeSize == proof.getTreeSize()
        && Arrays.equals(rootHash, proof.getRootHash().toByteArray());
  }

  /** Whether {@code log} is the origin and has signed, under its own name and key. */
  boolean isSignedBy(TrustedLog log) {
    return (origin.equals(log.name()) || origin.startsWith(log.name() + " - "))
        && signatures.stream()
            .anyMatch(
                line ->
                    line.name().equals(log.name())
                        && log.hasKeyHint(line.keyHint())
                        && log.signed(signedBytes, line.signature()));
  }

  private static boolean isKeyName(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(c -> c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  private static Outcome<Checkpoint> invalid(String expected, String actual) {
    return Outcome.rejected(ReasonCode.CHECKPOINT_INVALID, expected, actual);
  }
}
