package dev.countersign.job;

import static dev.countersign.job.Scene.PUBLISHED;

import dev.countersign.port.FakeActivity;
import dev.countersign.port.FakeDiscussions;
import dev.countersign.port.FakeVerdicts;
import java.util.Optional;
import java.util.Random;

/** Everything that a job of the scene's release works with, on a clock that stands still. */
abstract class SceneFixture {
  final ManualClock clock = new ManualClock(PUBLISHED.plusSeconds(2));
  final Scene scene = new Scene();
  final FakeCheckRuns checkRuns = new FakeCheckRuns();
  final FakeActivity activity = new FakeActivity();
  final FakeDiscussions discussions = new FakeDiscussions();
  final FakeVerdicts verdicts = new FakeVerdicts();
  final RecordingJobWatch watch = new RecordingJobWatch();

  final JobPorts ports() {
    return new JobPorts(
        new Branches(scene),
        scene,
        activity,
        scene,
        (target, change) -> Optional.empty(),
        checkRuns,
        discussions,
        verdicts,
        clock,
        new Pace(new Random(1)),
        watch);
  }
}
