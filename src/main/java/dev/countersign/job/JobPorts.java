package dev.countersign.job;

import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.port.Activity;
import dev.countersign.port.CheckRuns;
import dev.countersign.port.Discussions;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.Verdicts;
import java.time.InstantSource;
import java.util.Random;

/**
 * What jobs work with.
 *
 * @param branches configuration and materials
 * @param source releases
 * @param activity what happens around them
 * @param verification policy, materials and verdict
 * @param checkRuns where the verdict goes
 * @param discussions where else people are told
 * @param verdicts where the verdict is kept
 * @param watch who is told how it goes
 */
public record JobPorts(
    Branches branches,
    MaterialSource source,
    Activity activity,
    ReleaseVerification verification,
    ChangeVerification changes,
    CheckRuns checkRuns,
    Discussions discussions,
    Verdicts verdicts,
    InstantSource clock,
    Pace pace,
    JobWatch watch) {
  /** The ports of jobs that look at GitHub. */
  public static JobPorts over(
      MaterialSource source,
      Activity activity,
      MaterialCollector collector,
      ReleaseFilesReader files,
      LogLookup log,
      TrustedVerifier verifier,
      CheckRuns checkRuns,
      Discussions discussions,
      Verdicts verdicts,
      InstantSource clock,
      JobWatch watch) {
    Branches branches = new Branches(source);
    ReleaseInspection releases =
        new ReleaseInspection(source, activity, branches, collector, files, log, verifier);
    return new JobPorts(
        branches,
        source,
        activity,
        releases,
        new ChangeInspection(source, activity, branches, collector, releases),
        checkRuns,
        discussions,
        verdicts,
        clock,
        new Pace(new Random()),
        watch);
  }
}
