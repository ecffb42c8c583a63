package dev.countersign.metrics;

import dev.countersign.job.JobWatch;
import dev.countersign.report.CheckReport.Conclusion;
import java.time.Duration;

/** How jobs go and what they conclude. */
final class JobMeters implements JobWatch {
  private final Meters meters;

  JobMeters(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void executed(Kind kind, Ending ending, Duration took) {
    meters.record(Measure.JOB_DURATION, took, Meters.name(kind), Meters.name(ending));
  }

  @Override
  public void closed(Kind kind, int attempts) {
    meters.record(Measure.JOB_ATTEMPTS, attempts, Meters.name(kind));
  }

  @Override
  public void concluded(Kind kind, Conclusion conclusion, String reason) {
    meters.count(Measure.VERIFICATIONS, Meters.name(kind), Meters.name(conclusion), reason);
  }
}
