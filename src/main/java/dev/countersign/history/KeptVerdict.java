package dev.countersign.history;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of one release, its page aside.
 *
 * @param target the repository, as it was last seen
 * @param visibility who could read it then: {@code public}, {@code private} or {@code internal}
 * @param tag name of the tag
 * @param commit object id of the commit that the tag pointed at then
 * @param concluded what was concluded last; empty while the first look is in progress
 * @param change what was concluded before that, if it was something else
 * @param pageBytes size of the page as it is kept
 */
public record KeptVerdict(
    RepositoryTarget target,
    String visibility,
    String tag,
    String commit,
    Optional<Concluded> concluded,
    Optional<Change> change,
    int pageBytes) {
  public KeptVerdict {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(visibility, "visibility");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(concluded, "concluded");
    Objects.requireNonNull(change, "change");
  }

  /** Whether everybody could read the repository when it was last seen. */
  public boolean wasPublic() {
    return visibility.equals("public");
  }

  /**
   * A conclusion.
   *
   * @param title of the check run
   * @param at when it was first reached
   */
  public record Concluded(Conclusion conclusion, String title, Instant at) {}

  /**
   * A conclusion that holds no longer.
   *
   * @param title of the check run
   * @param at when it was first reached
   * @param until when another one was
   */
  public record Change(Conclusion conclusion, String title, Instant at, Instant until) {}
}
