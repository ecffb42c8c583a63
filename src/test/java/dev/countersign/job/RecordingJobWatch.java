package dev.countersign.job;

import dev.countersign.report.CheckReport.Conclusion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class RecordingJobWatch implements JobWatch {
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void executed(Kind kind, Ending ending, Duration took) {
    told.add(kind + " " + ending);
  }

  @Override
  public void closed(Kind kind, int attempts) {
    told.add(kind + " after " + attempts);
  }

  @Override
  public void concluded(Kind kind, Conclusion conclusion, String reason) {
    told.add(kind + " " + conclusion + " " + reason);
  }
}
