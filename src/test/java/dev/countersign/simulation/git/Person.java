package dev.countersign.simulation.git;

/** Who made a commit or a tag. */
public record Person(String name, String email) {
  /** Who GitHub's own Actions commit as. */
  public static final Person GITHUB_ACTIONS =
      new Person("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");
}
