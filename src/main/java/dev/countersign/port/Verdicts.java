package dev.countersign.port;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage;
import dev.countersign.verification.Release;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is kept of the verdict of each release: its page, and what was concluded before. */
public interface Verdicts {
  /**
   * Keeps what is said of a release now.
   *
   * @param page all of it
   * @return what was concluded before, if it was something else. As long as the same is concluded,
   *     the same is returned
   */
  Optional<Change> keep(RepositoryTarget target, Release release, ReleasePage page, Instant now);

  /** Where people read what is kept; empty where nobody may. */
  Optional<URI> page(Release release);

  /**
   * What was concluded before.
   *
   * @param conclusion of the former report
   * @param title of the former report
   * @param until when something else was concluded
   */
  record Change(Conclusion conclusion, String title, Instant until) {
    public Change {
      Objects.requireNonNull(conclusion, "conclusion");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(until, "until");
    }
  }
}
