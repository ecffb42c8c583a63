package dev.countersign.port;

/**
 * Where people are told: comments on pull requests, and issues. What is ours is found again by a
 * marker that readers do not see, so that nothing is ever posted twice; saying the same again
 * changes nothing. Every method throws {@link GitHubUnavailableException} when it could not be done
 * now, and {@link GitHubRefusedException} when it cannot be done.
 */
public interface Discussions {
  /**
   * Makes our comment on a pull request say {@code markdown}: edits the one that exists, creates it
   * otherwise.
   *
   * @param marker our id of the comment: printable ASCII without {@code --} or {@code >}
   * @param markdown together with the marker and a little more at most 65,536 characters
   * @throws IllegalArgumentException if one of them is not so
   */
  void comment(RepositoryTarget target, int pullRequest, String marker, String markdown);

  /** The same, yet creates none: what nobody was told needs no correction. */
  void correctComment(RepositoryTarget target, int pullRequest, String marker, String markdown);

  /**
   * Makes our issue say this: edits the open one that exists, opens it otherwise, and opens it
   * again where it was closed.
   *
   * @param marker our id of the issue, as of a comment
   * @param title at most 256 characters
   */
  void issue(RepositoryTarget target, String marker, String title, String markdown);

  /**
   * Closes our issue where there is an open one: it then says {@code markdown}, and has {@code
   * sentence} as a comment, once however often it was opened again.
   */
  void closeIssue(
      RepositoryTarget target, String marker, String title, String markdown, String sentence);
}
