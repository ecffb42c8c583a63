package dev.countersign.job;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.MaterialSource;
import java.time.InstantSource;

/**
 * What a job works with.
 *
 * @param source releases
 * @param verification policy, materials and verdict
 * @param checkRuns where the verdict goes
 */
record ReleasePorts(
    MaterialSource source,
    ReleaseVerification verification,
    CheckRuns checkRuns,
    InstantSource clock,
    Pace pace) {}
