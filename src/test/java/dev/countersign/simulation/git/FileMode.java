package dev.countersign.simulation.git;

/** What a tree entry is, as Git writes it. */
public enum FileMode {
  FILE("100644", "blob"),
  EXECUTABLE("100755", "blob"),
  SYMBOLIC_LINK("120000", "blob"),
  SUBMODULE("160000", "commit"),
  DIRECTORY("40000", "tree");

  private final String octal;
  private final String objectType;

  FileMode(String octal, String objectType) {
    this.octal = octal;
    this.objectType = objectType;
  }

  /** Octal digits as they stand in a tree object, without leading zeros. */
  String octal() {
    return octal;
  }

  /** Six octal digits, as {@code git ls-tree} and GitHub print them. */
  public String sixDigits() {
    return octal.length() == 6 ? octal : "0" + octal;
  }

  /** {@code blob}, {@code tree} or {@code commit}. */
  public String objectType() {
    return objectType;
  }
}
