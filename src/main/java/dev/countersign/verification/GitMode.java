package dev.countersign.verification;

import java.util.Optional;
import java.util.stream.Stream;

/** What an entry of a tree object is, as its mode says. */
public enum GitMode {
  FILE("100644", TreeEntry.Kind.FILE),
  EXECUTABLE("100755", TreeEntry.Kind.FILE),
  /** In the history of old repositories. */
  GROUP_WRITABLE("100664", TreeEntry.Kind.FILE),
  SYMBOLIC_LINK("120000", TreeEntry.Kind.SYMBOLIC_LINK),
  SUBMODULE("160000", TreeEntry.Kind.SUBMODULE),
  DIRECTORY("40000", TreeEntry.Kind.DIRECTORY);

  private final String octal;
  private final TreeEntry.Kind kind;

  GitMode(String octal, TreeEntry.Kind kind) {
    this.octal = octal;
    this.kind = kind;
  }

  /**
   * The mode of six octal digits, as {@code git ls-tree} prints it; empty if Git writes no such.
   */
  public static Optional<GitMode> parse(String sixDigits) {
    return Stream.of(values()).filter(mode -> mode.sixDigits().equals(sixDigits)).findFirst();
  }

  /** The mode of new entries of this kind. */
  static GitMode of(TreeEntry.Kind kind) {
    return switch (kind) {
      case FILE -> FILE;
      case SYMBOLIC_LINK -> SYMBOLIC_LINK;
      case SUBMODULE -> SUBMODULE;
      case DIRECTORY -> DIRECTORY;
    };
  }

  /** Digits as they stand in a tree object: no zero before them. */
  String octal() {
    return octal;
  }

  /** What kind of entry it is. */
  public TreeEntry.Kind kind() {
    return kind;
  }

  private String sixDigits() {
    return octal.length() == 6 ? octal : "0" + octal;
  }
}
