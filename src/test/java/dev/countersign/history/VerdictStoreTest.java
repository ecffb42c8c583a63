package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.database.Database;
import dev.countersign.database.TestDatabases;
import dev.countersign.history.KeptVerdict.Change;
import dev.countersign.history.KeptVerdict.Concluded;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage;
import dev.countersign.report.ReleasePages;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on an SQLite file. */
class VerdictStoreTest {
  private static final String TAG = "pkg/v1.2.0";
  private static final Instant FIRST = Instant.parse("2025-09-01T10:00:00Z");
  private static final Instant SECOND = Instant.parse("2025-09-02T10:00:00Z");
  private static final Instant THIRD = Instant.parse("2025-09-03T10:00:00Z");

  private final Release release = ReleasePages.release("octo-org/octo-app", TAG);
  private final RepositoryTarget target =
      new RepositoryTarget(7, release.repositoryId(), release.repository());
  private final ReleasePage verified = ReleasePages.page(release, Conclusion.SUCCESS, "verified");
  private final ReleasePage rejected =
      ReleasePages.page(release, Conclusion.FAILURE, "not verified");
  private final ReleasePage inProgress = ReleasePages.page(release, null, "waiting");

  @TempDir Path directory;
  private Database database;
  private VerdictStore store;

  Database open() {
    return TestDatabases.sqlite(directory);
  }

  @BeforeEach
  void openStore() {
    database = open();
    store = new VerdictStore(database.jdbi());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsAVerdictWithItsPage() {
    store.save(target, release, verified, FIRST);

    KeptVerdict kept = find();
    assertThat(kept)
        .isEqualTo(
            new KeptVerdict(
                target,
                "public",
                TAG,
                release.commit(),
                Optional.of(new Concluded(Conclusion.SUCCESS, "verified", FIRST)),
                Optional.empty(),
                kept.pageBytes()));
    assertThat(kept.pageBytes()).isPositive();
    assertThat(kept.wasPublic()).isTrue();
    assertThat(store.page(kept)).contains(verified);
  }

  @Test
  void keepsTheWholePageOfARealVerdict() {
    ReleasePage page = ReleasePages.pyconfr();
    store.save(target, release, page, FIRST);

    assertThat(store.page(find())).contains(page);
  }

  @Test
  void forgetsWhatWasLastSaidBeforeATime() {
    for (int i = 0; i < 250; i++) {
      Release old = ReleasePages.release("octo-org/octo-app", "old-" + i);
      store.save(target, old, ReleasePages.page(old, Conclusion.SUCCESS, "verified"), FIRST);
    }
    store.save(target, release, verified, FIRST);
    store.save(target, release, verified, SECOND);

    store.prune(FIRST);
    assertThat(store.find(release.repositoryId(), "old-0")).isPresent();

    store.prune(SECOND);
    assertThat(store.find(release.repositoryId(), TAG)).isPresent();
    assertThat(IntStream.range(0, 250))
        .allMatch(i -> store.find(release.repositoryId(), "old-" + i).isEmpty());
  }

  @Test
  void knowsNothingOfOtherReleases() {
    store.save(target, release, verified, FIRST);

    assertThat(store.find(release.repositoryId(), "pkg/V1.2.0")).isEmpty();
    assertThat(store.find(release.repositoryId() + 1, TAG)).isEmpty();
    assertThat(store.find(RepositoryName.parse("octo-org/octo"), TAG)).isEmpty();
  }

  @Test
  void remembersWhatWasConcludedBeforeAChange() {
    store.save(target, release, verified, FIRST);
    store.save(target, release, rejected, SECOND);

    assertThat(find().concluded())
        .contains(new Concluded(Conclusion.FAILURE, "not verified", SECOND));
    assertThat(find().change()).contains(new Change(Conclusion.SUCCESS, "verified", FIRST, SECOND));
    assertThat(store.page(find())).contains(rejected);
  }

  @Test
  void countsAnotherTitleAsAnotherConclusion() {
    store.save(target, release, verified, FIRST);
    store.save(target, release, ReleasePages.page(release, Conclusion.SUCCESS, "more"), SECOND);

    assertThat(find().change()).contains(new Change(Conclusion.SUCCESS, "verified", FIRST, SECOND));
  }

  @Test
  void countsAnotherConclusionOfTheSameTitle() {
    store.save(target, release, verified, FIRST);
    store.save(target, release, ReleasePages.page(release, Conclusion.FAILURE, "verified"), SECOND);

    assertThat(find().concluded()).contains(new Concluded(Conclusion.FAILURE, "verified", SECOND));
    assertThat(find().change()).contains(new Change(Conclusion.SUCCESS, "verified", FIRST, SECOND));
  }

  @Test
  void takesTheSameConclusionAgainForNoChangeButKeepsTheNewPage() {
    store.save(target, release, rejected, FIRST);
    store.save(target, release, verified, SECOND);
    ReleasePage refreshed =
        ReleasePage.of(
            release, new CheckReport(Optional.of(Conclusion.SUCCESS), "verified", "anew", ""));
    store.save(target, release, refreshed, THIRD);

    assertThat(find().concluded()).contains(new Concluded(Conclusion.SUCCESS, "verified", SECOND));
    assertThat(find().change())
        .contains(new Change(Conclusion.FAILURE, "not verified", FIRST, SECOND));
    assertThat(store.page(find())).contains(refreshed);
  }

  @Test
  void remembersTheLastConclusionAcrossALookInProgress() {
    store.save(target, release, verified, FIRST);
    store.save(target, release, inProgress, SECOND);

    assertThat(find().concluded()).contains(new Concluded(Conclusion.SUCCESS, "verified", FIRST));
    assertThat(find().change()).isEmpty();
    assertThat(store.page(find())).contains(inProgress);

    store.save(target, release, rejected, THIRD);

    assertThat(find().change()).contains(new Change(Conclusion.SUCCESS, "verified", FIRST, THIRD));
  }

  @Test
  void hasNoConclusionBeforeTheFirst() {
    store.save(target, release, inProgress, FIRST);

    assertThat(find().concluded()).isEmpty();

    store.save(target, release, verified, SECOND);

    assertThat(find().concluded()).contains(new Concluded(Conclusion.SUCCESS, "verified", SECOND));
    assertThat(find().change()).isEmpty();
  }

  @Test
  void findsARepositoryByItsNameInAnyCaseOfAscii() {
    store.save(target, release, verified, FIRST);

    assertThat(store.find(RepositoryName.parse("OCTO-org/Octo-App"), TAG)).contains(find());
  }

  @Test
  void findsTheRepositoryThatHadANameLast() {
    Release newer = ReleasePages.release("Octo-Org/octo-app", TAG, release.repositoryId() + 1);
    store.save(
        new RepositoryTarget(7, newer.repositoryId(), newer.repository()), newer, rejected, SECOND);
    store.save(target, release, verified, FIRST);

    assertThat(store.find(release.repository(), TAG).orElseThrow().target().repositoryId())
        .isEqualTo(newer.repositoryId());

    store.save(target, release, verified, THIRD);

    assertThat(store.find(release.repository(), TAG).orElseThrow().target()).isEqualTo(target);
  }

  @Test
  void isFoundByTheNewNameOnlyAfterARename() {
    store.save(target, release, verified, FIRST);
    Release renamed = ReleasePages.release("octo-org/renamed", TAG);
    store.save(target, renamed, verified, SECOND);

    assertThat(store.find(release.repository(), TAG)).isEmpty();
    assertThat(store.find(renamed.repository(), TAG)).isPresent();
  }

  @Test
  void notesWhoMayReadARepository() {
    store.save(target, release, verified, FIRST);
    assertThat(find().visibility()).isEqualTo("public");

    store.save(target, ReleasePages.withVisibility(release, "private"), verified, FIRST);

    assertThat(find().visibility()).isEqualTo("private");
    assertThat(find().wasPublic()).isFalse();
  }

  @Test
  void hasNoPageInAFormThatItDoesNotKnow() {
    store.save(target, release, verified, FIRST);
    byte[] older = PageBytesTest.gzip("{\"repository\": \"octo-org/octo-app\"}");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("update verdicts set page = :page")
                    .bind("page", older)
                    .execute());

    assertThat(store.page(find())).isEmpty();
  }

  private KeptVerdict find() {
    return store.find(release.repositoryId(), TAG).orElseThrow();
  }
}
