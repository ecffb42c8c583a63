package dev.countersign.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How a job goes on after an execution. */
sealed interface Next {
  Progress progress();

  /** Other jobs that it opened, which are to be scheduled. */
  List<Woken> opened();

  /** There is nothing left to do. */
  record Close(Progress progress, List<Woken> opened) implements Next {
    public Close {
      Objects.requireNonNull(progress, "progress");
      opened = List.copyOf(opened);
    }

    Close(Progress progress) {
      this(progress, List.of());
    }
  }

  /** It is executed again, unless it is woken before. */
  record Again(Instant at, Progress progress, List<Woken> opened) implements Next {
    public Again {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(progress, "progress");
      opened = List.copyOf(opened);
    }

    Again(Instant at, Progress progress) {
      this(at, progress, List.of());
    }
  }
}
