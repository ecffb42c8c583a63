package dev.countersign.job;

import java.time.Instant;
import java.util.Objects;

/** How a job goes on after an execution. */
sealed interface Next {
  Progress progress();

  /** There is nothing left to do. */
  record Close(Progress progress) implements Next {
    public Close {
      Objects.requireNonNull(progress, "progress");
    }
  }

  /** It is executed again, unless it is woken before. */
  record Again(Instant at, Progress progress) implements Next {
    public Again {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(progress, "progress");
    }
  }
}
