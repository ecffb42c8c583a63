package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.DEADLINE;
import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.job.Standing.State;
import dev.countersign.materials.Belonging;
import dev.countersign.materials.SetKeys;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Asset;
import dev.countersign.port.FakeActivity;
import dev.countersign.port.FakeDiscussions;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.FakeVerdicts;
import dev.countersign.port.ReleaseState;
import dev.countersign.report.CheckReport.Conclusion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which releases are looked at after a look through all of a repository. */
class SurveyTest {
  private static final String RELEASE_ID = "22/" + TAG;
  private static final String LIST = "checksums-1.txt";
  private static final String SIGNATURE = LIST + ".sigstore.json";

  @TempDir Path directory;

  private final ManualClock clock = new ManualClock(PUBLISHED.plusSeconds(60));
  private final FakeMaterialSource source = new FakeMaterialSource();
  private final FakeActivity activity = new FakeActivity();
  private final Map<String, byte[]> files = new HashMap<>();
  private Database database;
  private JobTable jobs;
  private KnownRepositories repositories;

  @BeforeEach
  void open() {
    database = TestDatabases.sqlite(directory);
    jobs = new JobTable(database.jdbi());
    repositories = new KnownRepositories(database.jdbi());
    files.put(PolicyFile.PATH, new byte[0]);
    activity.releases = () -> List.of(Scene.stateAt(COMMIT));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void areNoneInARepositoryWithNeitherConfigurationNorMaterials() {
    files.clear();

    assertThat(survey()).isEmpty();
    assertThat(repositories.find(22).orElseThrow().optedIn()).isFalse();
    assertThat(repositories.due(9, clock.instant().plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void areNoneInAnArchivedRepository() {
    activity.archived = true;

    assertThat(survey()).isEmpty();
    assertThat(repositories.find(22).orElseThrow().optedIn()).isFalse();
  }

  /** The delivery that told of it never came. */
  @Test
  void areANewReleaseThatWasNeverHeardOf() {
    assertThat(survey()).containsExactly(RELEASE_ID);
    assertThat(jobs.find(RELEASE_ID)).isPresent();
  }

  @Test
  void areNoOldReleasesOfARepositoryThatIsConfiguredOnlyNow() {
    clock.set(DEADLINE.plus(Duration.ofDays(4)));

    assertThat(survey()).isEmpty();
  }

  @Test
  void areOldReleasesWhereThereAreMaterials() {
    clock.set(DEADLINE.plus(Duration.ofDays(4)));
    addSet(LIST);
    files.remove(PolicyFile.PATH);

    assertThat(survey()).containsExactly(RELEASE_ID);
  }

  @Test
  void areNoReleaseThatIsBeingLookedAt() {
    jobs.open(TARGET, new Subject.Release(TAG), clock.instant());

    assertThat(survey()).isEmpty();
  }

  @Test
  void areNoReleaseOfWhichNothingChanged() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));

    assertThat(survey()).isEmpty();
  }

  @Test
  void areAReleaseWhoseTagMoved() {
    concluded(TAG, seen(Scene.stateAt("b".repeat(40)), LIST, Belonging.OWN));
    addSet(LIST);

    assertThat(survey()).containsExactly(RELEASE_ID);
  }

  @Test
  void areAReleaseWithAnotherAsset() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));
    ReleaseState state = Scene.stateAt(COMMIT);
    activity.releases =
        () ->
            List.of(
                new ReleaseState(
                    state.release(),
                    state.defaultBranch(),
                    state.branchHead(),
                    state.publishedAt(),
                    List.of(new Asset(1, "a.tar.gz", 9, Optional.empty()))));

    assertThat(survey()).containsExactly(RELEASE_ID);
  }

  @Test
  void areAReleaseWhoseMaterialsWereAlteredOrDeleted() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));
    files.put(SIGNATURE, "altered".getBytes(UTF_8));
    assertThat(survey()).containsExactly(RELEASE_ID);

    files.remove(LIST);
    assertThat(survey()).as("it is open now").isEmpty();
  }

  @Test
  void areAReleaseWhoseConfigurationChanged() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));
    files.put(PolicyFile.PATH, "wait: 1h".getBytes(UTF_8));

    assertThat(survey()).containsExactly(RELEASE_ID);
  }

  /** Whose it is only a look can say; that of another release concerns this one not. */
  @Test
  void areAllWhereASetAppearsThatIsOfNone() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));
    addSet("checksums-2.txt");

    assertThat(survey()).containsExactly(RELEASE_ID);
  }

  @Test
  void areNoneWhereASetAppearsThatIsOfAnotherRelease() {
    addSet(LIST);
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OWN));
    addSet("checksums-2.txt");
    concluded("v2", seen(Scene.stateAt(COMMIT), "checksums-2.txt", Belonging.OWN));
    activity.releases = () -> List.of(Scene.stateAt(COMMIT), named("v2"));

    assertThat(survey()).isEmpty();
  }

  /** A new release's own job says first whether the new set is its own. */
  @Test
  void waitForThoseThatMayExplainANewSet() {
    addSet(LIST);
    concluded("v0", seen(Scene.stateAt(COMMIT), LIST, Belonging.OTHERS));
    addSet("checksums-2.txt");
    activity.releases = () -> List.of(Scene.stateAt(COMMIT), named("v0"));

    Next next = look();
    assertThat(next.opened()).extracting(Woken::id).containsExactly(RELEASE_ID);
    assertThat(next)
        .isInstanceOfSatisfying(
            Next.Again.class,
            again -> assertThat(again.at()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2))));
  }

  @Test
  void areAReleaseThatIsGone() {
    concluded("v0", new Seen("state", Map.of()));
    concluded(TAG, seen(Scene.stateAt(COMMIT), LIST, Belonging.OTHERS));
    activity.releases = () -> List.of(Scene.stateAt(COMMIT));

    assertThat(survey()).containsExactly("22/v0");
  }

  @Test
  void areNoneThatTheConfigurationDoesNotSelect() {
    files.put(PolicyFile.PATH, "tags: other".getBytes(UTF_8));

    assertThat(survey()).isEmpty();
  }

  @Test
  void areLookedForOnceADayAtATimeOfTheRepositorysOwn() {
    Instant start = clock.instant();
    for (int hour = 0; hour < 24; hour++) {
      clock.set(start.plus(Duration.ofHours(hour)));
      survey();
      Instant now = clock.instant();

      assertThat(repositories.due(9, now)).isEmpty();
      assertThat(repositories.due(9, now.plus(Duration.ofHours(24)))).containsExactly(TARGET);
    }
  }

  private List<String> survey() {
    return look().opened().stream().map(Woken::id).toList();
  }

  private Next look() {
    source.commit(Scene.HEAD, files);
    JobPorts ports =
        new JobPorts(
            new Branches(source),
            source,
            activity,
            (target, state) -> {
              throw new AssertionError("a survey verifies nothing");
            },
            (target, change) -> Optional.empty(),
            new FakeCheckRuns(),
            new FakeDiscussions(),
            new FakeVerdicts(),
            clock,
            new Pace(new Random(1)),
            JobWatch.NONE);
    OpenJob job =
        new OpenJob(TARGET, new Subject.Repository(), clock.instant(), 1, 0, Progress.NONE);
    return new JobRunner(ports, jobs, repositories).run(job);
  }

  private void addSet(String list) {
    files.put(list, list.getBytes(UTF_8));
    files.put(list + ".sigstore.json", ("signature of " + list).getBytes(UTF_8));
  }

  private String key(String list) {
    return Objects.requireNonNull(
        SetKeys.of(source.commit(Scene.HEAD, files), RepositoryPolicy.DEFAULT.materials())
            .get(list));
  }

  private Seen seen(ReleaseState state, String list, Belonging belonging) {
    if (!files.containsKey(list)) {
      return Seen.of(state, configuration(), Map.of());
    }
    return Seen.of(state, configuration(), Map.of(key(list), belonging));
  }

  private String configuration() {
    return FakeMaterialSource.blobId(Objects.requireNonNull(files.get(PolicyFile.PATH)));
  }

  private static ReleaseState named(String tag) {
    ReleaseState state = Scene.stateAt(COMMIT);
    dev.countersign.verification.Release release = state.release();
    return new ReleaseState(
        new dev.countersign.verification.Release(
            release.serverUrl(),
            release.repository(),
            release.repositoryId(),
            release.ownerId(),
            release.repositoryCreatedAt(),
            release.visibility(),
            tag,
            release.commit(),
            release.tagObject()),
        state.defaultBranch(),
        state.branchHead(),
        state.publishedAt(),
        state.assets());
  }

  private void concluded(String tag, Seen seen) {
    Subject subject = new Subject.Release(tag);
    String id = subject.id(22);
    jobs.open(TARGET, subject, clock.instant());
    OpenJob job = jobs.find(id).orElseThrow();
    jobs.save(
        job,
        Progress.NONE
            .at(COMMIT)
            .published(COMMIT, State.CONCLUDED)
            .optIn()
            .concluded(Conclusion.SUCCESS)
            .having(seen));
    assertThat(jobs.close(id, job.wakes(), clock.instant())).isTrue();
  }
}
