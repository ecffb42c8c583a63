package dev.countersign.job;

import dev.countersign.report.CheckReport.Conclusion;
import java.time.Duration;

/** Who is told how jobs go, on the thread that executes them; must be quick. */
public interface JobWatch {
  /** Nobody. */
  JobWatch NONE =
      new JobWatch() {
        @Override
        public void executed(Kind kind, Ending ending, Duration took) {}

        @Override
        public void closed(Kind kind, int attempts) {}

        @Override
        public void concluded(Kind kind, Conclusion conclusion, String reason) {}
      };

  /** What a job is about. */
  enum Kind {
    RELEASE,
    CHANGE,
    /** All releases of a repository. */
    SURVEY;

    static Kind of(Subject subject) {
      if (subject instanceof Subject.Release) {
        return RELEASE;
      }
      return subject instanceof Subject.Change ? CHANGE : SURVEY;
    }
  }

  /** How one execution ended. */
  enum Ending {
    /** Nothing is left to do. */
    CLOSED,
    /** It looks again later, as when materials are awaited. */
    WAITING,
    /** GitHub could not answer. */
    UNAVAILABLE,
    /** Something else could not be had. */
    UNDECIDED,
    /** Something is larger than what is read. */
    TOO_LARGE,
    /** GitHub refuses. */
    REFUSED,
    /** Something unexpected was thrown. */
    FAULTED
  }

  /** An execution has ended. */
  void executed(Kind kind, Ending ending, Duration took);

  /**
   * A job is closed.
   *
   * @param attempts executions since it was woken last, and since the last that found everything
   */
  void closed(Kind kind, int attempts);

  /**
   * A conclusion was published, everywhere that the job has check runs.
   *
   * @param reason a {@link dev.countersign.verification.ReasonCode}, or where there is no verdict
   *     the name of a {@link Ground}
   */
  void concluded(Kind kind, Conclusion conclusion, String reason);
}
