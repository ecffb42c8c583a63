package dev.countersign.job;

import static dev.countersign.job.Scene.COMMIT;
import static dev.countersign.job.Scene.PUBLISHED;
import static dev.countersign.job.Scene.TAG;
import static dev.countersign.job.Scene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.delivery.WebhookEvent;
import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.ReleaseChanged;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.RepositoriesGained;
import dev.countersign.delivery.WebhookEvent.RepositoriesLost;
import dev.countersign.delivery.WebhookEvent.RepositoryChanged;
import dev.countersign.delivery.WebhookEvent.TagChanged;
import dev.countersign.delivery.WebhookEvent.WorkflowRunChanged;
import dev.countersign.job.KnownRepositories.Known;
import dev.countersign.job.Standing.Role;
import dev.countersign.job.Standing.State;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Glob;
import dev.countersign.verification.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs each event opens or wakes. */
class WakesTest {
  private static final Instant NOW = PUBLISHED.plusSeconds(60);
  private static final Subject RELEASE = new Subject.Release(TAG);
  private static final String RELEASE_ID = RELEASE.id(22);
  private static final String SURVEY_ID = new Subject.Repository().id(22);
  private static final String CHANGE_ID =
      new Subject.Change(COMMIT, "main", Optional.empty()).id(22);

  @TempDir Path directory;
  private Database database;
  private JobTable jobs;
  private KnownRepositories repositories;
  private Wakes wakes;

  @BeforeEach
  void open() {
    database = TestDatabases.sqlite(directory);
    jobs = new JobTable(database.jdbi());
    repositories = new KnownRepositories(database.jdbi());
    wakes = new Wakes(jobs, repositories);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void areTheReleasesThatWerePublishedOrChanged() {
    assertThat(by(new ReleasePublished(TARGET, TAG))).containsExactly(RELEASE_ID);
    assertThat(by(new ReleaseChanged(TARGET, "v2"))).containsExactly("22/v2");
  }

  @Test
  void areTheReleasesOfATagThatIsKnown() {
    assertThat(by(new TagChanged(TARGET, TAG))).isEmpty();

    concluded(Conclusion.SUCCESS);
    assertThat(by(new TagChanged(TARGET, TAG))).containsExactly(RELEASE_ID);
    assertThat(jobs.find(RELEASE_ID)).isPresent();
  }

  @Test
  void areNoneForAPushThatBringsNoMaterials() {
    jobs.open(TARGET, RELEASE, NOW);

    assertThat(by(pushed("README.md", "src/a.txt"))).isEmpty();
    assertThat(by(pushed())).isEmpty();
  }

  @Test
  void areTheRepositoryForAPushThatMayBringMaterials() {
    for (String path :
        List.of("checksums-1.txt", "a/b.sigstore.json", "x.sig", ".github/countersign.yml")) {
      assertThat(by(pushed("README.md", path))).as(path).containsExactly(SURVEY_ID);
    }
    assertThat(by(new DefaultBranchPushed(TARGET, Optional.empty()))).containsExactly(SURVEY_ID);
  }

  @Test
  void areTheRepositoryForAPushOfWhatItsConfigurationCallsMaterials() {
    assertThat(by(pushed("release/SHA256SUMS"))).isEmpty();
    known(true, NOW, Glob.ofPath("release/SHA256SUMS"));

    assertThat(by(pushed("release/SHA256SUMS"))).containsExactly(SURVEY_ID);
  }

  /** What they look at needs not be looked through at the same time. */
  @Test
  void areTheOpenReleasesFirstAndTheRepositoryLater() {
    jobs.open(TARGET, RELEASE, NOW);

    List<Woken> woken = wakes.by(pushed("checksums-1.txt"), NOW);
    assertThat(woken).extracting(Woken::id).containsExactly(RELEASE_ID, SURVEY_ID);
    assertThat(woken.get(1))
        .as("pushes that go on do not put it off")
        .isEqualTo(new Woken(SURVEY_ID, Optional.of(NOW.plus(Duration.ofMinutes(2))), true));
  }

  @Test
  void areTheReleaseThatAWorkflowRanFor() {
    assertThat(by(new WorkflowRunChanged(TARGET, "main", "push"))).isEmpty();
    assertThat(by(new WorkflowRunChanged(TARGET, TAG, "release"))).containsExactly(RELEASE_ID);
    assertThat(by(new WorkflowRunChanged(TARGET, TAG, "workflow_dispatch")))
        .containsExactly(RELEASE_ID);
  }

  @Test
  void areTheReleaseThatARunFailedForAndNoneThatIsVerified() {
    concluded(Conclusion.FAILURE);
    assertThat(by(new WorkflowRunChanged(TARGET, TAG, "release"))).containsExactly(RELEASE_ID);

    concluded(Conclusion.SUCCESS);
    assertThat(by(new WorkflowRunChanged(TARGET, TAG, "release"))).isEmpty();
  }

  @Test
  void areChangesOfARepositoryThatWantsToKnow() {
    ChangeProposed change = new ChangeProposed(TARGET, COMMIT, "main", Optional.of(7));
    assertThat(by(change)).as("not known yet").containsExactly(CHANGE_ID);

    known(false, NOW, Glob.ofPath("a"));
    assertThat(by(change)).isEmpty();
    known(false, NOW.minus(Duration.ofDays(1)), Glob.ofPath("a"));
    assertThat(by(change)).as("known for too long").containsExactly(CHANGE_ID);
    known(true, NOW, Glob.ofPath("a"));
    assertThat(by(change)).containsExactly(CHANGE_ID);
    assertThat(jobs.find(CHANGE_ID).orElseThrow().subject())
        .isEqualTo(new Subject.Change(COMMIT, "main", Optional.of(7)));
  }

  @Test
  void areWhatSomebodyAskedFor() {
    assertThat(by(new CheckRunRerequested(TARGET, COMMIT, "release/" + TAG)))
        .containsExactly(RELEASE_ID);
    assertThat(jobs.find(RELEASE_ID).orElseThrow().progress().standings())
        .containsExactly(new Standing(COMMIT, Role.FORMER, State.WAITING));

    assertThat(by(new CheckRunRerequested(TARGET, COMMIT, "change")))
        .as("a change of which nobody knows what it is for")
        .isEmpty();
    by(new ChangeProposed(TARGET, COMMIT, "main", Optional.of(7)));
    assertThat(by(new CheckRunRerequested(TARGET, COMMIT, "change"))).containsExactly(CHANGE_ID);
  }

  @Test
  void areAllThatHaveACheckRunOnACommit() {
    by(new CheckRunRerequested(TARGET, COMMIT, "release/" + TAG));
    by(new CheckRunRerequested(TARGET, COMMIT, "release/v2"));

    assertThat(by(new CheckSuiteRerequested(TARGET, COMMIT)))
        .containsExactlyInAnyOrder(RELEASE_ID, "22/v2");
    assertThat(by(new CheckSuiteRerequested(TARGET, "b".repeat(40)))).isEmpty();
  }

  /** The answer that was on its way when somebody asked is not the one that they wait for. */
  @Test
  void keepWhatSomebodyAsksForWhileTheJobIsExecuted() {
    concluded(Conclusion.SUCCESS);
    by(new ReleasePublished(TARGET, TAG));
    OpenJob executing = jobs.find(RELEASE_ID).orElseThrow();
    String other = "b".repeat(40);
    by(new CheckRunRerequested(TARGET, other, "release/" + TAG));

    jobs.save(executing, executing.progress().having(new Seen("state", Map.of())));

    assertThat(jobs.close(RELEASE_ID, executing.wakes(), NOW)).isFalse();
    Progress after = jobs.find(RELEASE_ID).orElseThrow().progress();
    assertThat(after.seen()).isEmpty();
    assertThat(after.standings())
        .contains(new Standing(other, Role.FORMER, State.WAITING))
        .contains(new Standing(COMMIT, Role.SUBJECT, State.CONCLUDED));
  }

  @Test
  void areTheRepositoriesOfANewInstallationOneAfterTheOther() {
    RepositoryTarget other = new RepositoryTarget(11, 44, new RepositoryName("octo", "other"));

    assertThat(wakes.by(new RepositoriesGained(11, List.of(TARGET, other)), NOW))
        .containsExactly(
            new Woken(SURVEY_ID, Optional.empty()),
            new Woken("44:survey", Optional.of(NOW.plusSeconds(2)), true));
    assertThat(by(new RepositoryChanged(other))).containsExactly("44:survey");
  }

  @Test
  void areTheKnownRepositoriesOfAnInstallationThatIsSuspendedNoLonger() {
    known(true, NOW, Glob.ofPath("a"));
    wakes.by(new RepositoriesLost(11, Optional.empty()), NOW);

    assertThat(by(new RepositoriesGained(12, List.of()))).isEmpty();
    assertThat(by(new RepositoriesGained(11, List.of()))).containsExactly(SURVEY_ID);
  }

  @Test
  void endQuietlyWithTheInstallation() {
    jobs.open(TARGET, RELEASE, NOW);
    known(true, NOW, Glob.ofPath("a"));

    assertThat(by(new RepositoriesLost(11, Optional.of(Set.of(44L))))).isEmpty();
    assertThat(jobs.find(RELEASE_ID)).isPresent();
    assertThat(by(new RepositoriesLost(12, Optional.empty()))).isEmpty();
    assertThat(jobs.find(RELEASE_ID)).isPresent();

    assertThat(by(new RepositoriesLost(11, Optional.empty()))).isEmpty();
    assertThat(jobs.find(RELEASE_ID)).isEmpty();
    assertThat(repositories.due(10, NOW.plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void areTheRepositoriesThatAreDueAFewOfEachInstallation() {
    for (int id = 1; id <= 5; id++) {
      RepositoryTarget target = new RepositoryTarget(11, id, new RepositoryName("o", "r" + id));
      save(target, true, NOW, Optional.of(NOW.minusSeconds(id)));
    }
    save(
        new RepositoryTarget(12, 9, new RepositoryName("p", "r")),
        true,
        NOW,
        Optional.of(NOW.minusSeconds(1)));

    assertThat(ids(wakes.dueSurveys(NOW))).containsExactly("5:survey", "4:survey", "9:survey");
    assertThat(ids(wakes.dueSurveys(NOW))).containsExactly("3:survey", "2:survey");
    assertThat(ids(wakes.dueSurveys(NOW))).containsExactly("1:survey");
    assertThat(wakes.dueSurveys(NOW)).isEmpty();
  }

  @Test
  void areSoonAfterAStartTheRepositoriesThatWereNotLookedThroughLately() {
    Instant start = NOW.plus(Duration.ofHours(5));
    Optional<Instant> tomorrow = Optional.of(NOW.plus(Duration.ofDays(1)));
    for (int id = 1; id <= 4; id++) {
      Instant surveyedAt = start.minus(Duration.ofHours(1)).minusSeconds(id);
      save(
          new RepositoryTarget(11, id, new RepositoryName("o", "r" + id)),
          true,
          id == 4 ? start.minus(Duration.ofHours(1)) : surveyedAt,
          tomorrow);
    }
    save(new RepositoryTarget(11, 5, new RepositoryName("o", "r5")), false, NOW, Optional.empty());

    wakes.started(start);

    assertThat(wakes.dueSurveys(start.plusSeconds(119))).isEmpty();
    Instant soon = start.plusSeconds(120);
    assertThat(ids(wakes.dueSurveys(soon))).containsExactly("3:survey", "2:survey");
    assertThat(ids(wakes.dueSurveys(soon))).containsExactly("1:survey");
    assertThat(wakes.dueSurveys(soon)).isEmpty();
    assertThat(ids(wakes.dueSurveys(tomorrow.get()))).containsExactly("4:survey");
  }

  @Test
  void areNotPutOffByAStartWhereTheyAreDueSooner() {
    save(TARGET, true, NOW.minus(Duration.ofDays(1)), Optional.of(NOW.plusSeconds(1)));

    wakes.started(NOW);

    assertThat(wakes.dueSurveys(NOW.plusSeconds(1))).hasSize(1);
  }

  private List<String> by(WebhookEvent event) {
    return ids(wakes.by(event, NOW));
  }

  private static List<String> ids(List<Woken> woken) {
    return woken.stream().map(Woken::id).toList();
  }

  private static DefaultBranchPushed pushed(String... paths) {
    return new DefaultBranchPushed(TARGET, Optional.of(Set.of(paths)));
  }

  private void concluded(Conclusion conclusion) {
    jobs.open(TARGET, RELEASE, NOW);
    OpenJob job = jobs.find(RELEASE_ID).orElseThrow();
    jobs.save(
        job,
        Progress.NONE.at(COMMIT).published(COMMIT, State.CONCLUDED).optIn().concluded(conclusion));
    assertThat(jobs.close(RELEASE_ID, job.wakes(), NOW)).isTrue();
  }

  private void known(boolean optedIn, Instant surveyedAt, Glob materials) {
    repositories.save(new Known(TARGET, optedIn, List.of(materials), surveyedAt), Optional.of(NOW));
  }

  private void save(
      RepositoryTarget target, boolean optedIn, Instant surveyedAt, Optional<Instant> surveyAt) {
    repositories.save(
        new Known(target, optedIn, RepositoryPolicy.DEFAULT.materials(), surveyedAt), surveyAt);
  }
}
