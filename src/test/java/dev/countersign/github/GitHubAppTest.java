package dev.countersign.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both ports against the simulated GitHub, which keeps state as the real one does. */
class GitHubAppTest {
  private static final CheckReport WAITING =
      new CheckReport(Optional.empty(), "Waiting", "summary", "");
  private static final CheckReport RED =
      new CheckReport(Optional.of(Conclusion.FAILURE), "Tampered", "summary", "text");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final SimulatedGitHub gitHub = SimulatedGitHub.start(clock);
  private final SimulatedRepository repository = gitHub.createRepository("octo/demo");
  private final String commit =
      repository.commit(
          "main",
          Map.of(
              "README.md", FileContent.text("hello\n"),
              "bin/run", FileContent.executable("#!/bin/sh\n"),
              "bin/sub/deep", FileContent.text("deep\n"),
              "link", FileContent.symbolicLink("README.md")),
          "first");
  private final SimulatedInstallation installation = gitHub.install(repository);
  private final RepositoryTarget target = SimulatedApps.target(installation, repository);
  private final GitHubApp app = SimulatedApps.of(gitHub, clock);

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsAPublishedReleaseWithAnAnnotatedTag() {
    String tagObject = repository.annotatedTag("rel/v1+ü", commit, "one");
    repository.publishRelease("rel/v1+ü");
    repository.commit("main", Map.of("later", FileContent.text("x")), "later");

    ReleaseState state = app.materialSource().release(target, "rel/v1+ü").orElseThrow();
    assertThat(state.release().commit()).isEqualTo(commit);
    assertThat(state.release().tagObject()).contains(tagObject);
    assertThat(state.release().repositoryId()).isEqualTo(repository.id());
    assertThat(state.release().ownerId()).isEqualTo(repository.owner().id());
    assertThat(state.release().repositoryUrl()).isEqualTo("https://github.com/octo/demo");
    assertThat(state.defaultBranch()).isEqualTo("main");
    assertThat(state.publishedAt()).isEqualTo(clock.instant());
    assertThat(app.materialSource().releaseExists(target, "rel/v1+ü")).isTrue();
    assertThat(app.materialSource().releaseExists(target, "rel/v1")).isFalse();
    assertThat(state.branchHead()).isEqualTo(repository.head("main"));
  }

  @Test
  void findsNeitherDraftsNorReleasesWhoseTagIsGone() {
    repository.draftRelease("v1");
    assertThat(app.materialSource().release(target, "v1")).isEmpty();
    repository.publishRelease("v2");
    assertThat(app.materialSource().release(target, "v2")).isPresent();
    repository.deleteTag("v2");
    repository.tag("v20", commit);
    assertThat(app.materialSource().release(target, "v2")).isEmpty();
  }

  @Test
  @Tag("threat-7")
  void readsARepositoryThatWasRenamedAndWhoseNameWasTaken() {
    repository.publishRelease("v1");
    gitHub.moveRepository(repository, "octo/renamed");
    SimulatedRepository other = gitHub.createRepository("octo/demo");
    other.commit("main", Map.of("a", FileContent.text("another")), "first");

    assertThat(app.materialSource().release(target, "v1").orElseThrow().release().repository())
        .isEqualTo(RepositoryName.parse("octo/renamed"));
    read();
  }

  @Test
  void listsATree() {
    Tree tree = app.materialSource().tree(target, commit, path -> true);
    assertThat(tree.truncated()).isFalse();
    assertThat(tree.entries())
        .extracting(TreeEntry::path)
        .containsExactlyInAnyOrder(
            "README.md", "bin", "bin/run", "bin/sub", "bin/sub/deep", "link");
    assertThat(tree.entries())
        .filteredOn(entry -> entry.path().equals("link"))
        .extracting(TreeEntry::kind)
        .containsExactly(Kind.SYMBOLIC_LINK);
  }

  @Test
  void readsABlob() {
    String id = "ce013625030ba8dba906f756967f9e9ca394464a";
    assertThat(app.materialSource().blob(target, id, 6)).isEqualTo("hello\n".getBytes(UTF_8));
  }

  @Test
  void readsManyBlobsInOneRequestWhateverIsInThem() {
    byte[] binary = {0, 1, 2};
    byte[] latin1 = {(byte) 0xe4, '\n'};
    String head =
        repository.commit(
            "main",
            Map.of("binary", FileContent.of(binary), "latin1", FileContent.of(latin1)),
            "more");
    Map<String, Long> limits = new HashMap<>();
    Map<String, byte[]> expected = new HashMap<>();
    app.materialSource().tree(target, head).entries().stream()
        .filter(entry -> entry.kind() == Kind.FILE)
        .forEach(
            entry -> {
              limits.put(entry.objectId(), entry.size());
              expected.put(
                  entry.objectId(),
                  app.materialSource().file(target, head, entry.path(), 100).orElseThrow());
            });
    gitHub.requests().clear();

    assertThat(app.materialSource().blobs(target, limits))
        .containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(gitHub.requests().count("POST", "/graphql")).isEqualTo(1);
    assertThat(gitHub.requests().count("GET", ".*/git/blobs/.*")).isEqualTo(2);
  }

  @Test
  void publishesRightAfterALookWithoutReadingTheRepositoryAgain() {
    repository.publishRelease("v1");
    app.materialSource().release(target, "v1");
    app.checkRuns().publish(target, commit, "v1", WAITING);
    assertThat(gitHub.requests().count("GET", "/repositories/.*")).isZero();
  }

  @Test
  void streamsAnArchive() {
    repository.settings().setPrivate(true);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    app.materialSource().archive(target, commit, in -> new GZIPInputStream(in).transferTo(tar));
    assertThat(tar.toString(UTF_8)).contains("/README.md").contains("hello\n");
  }

  @Test
  void keepsOneCheckRunThroughItsLife() {
    app.checkRuns().publish(target, commit, "v1", WAITING);
    clock.advance(Duration.ofMinutes(2));
    app.checkRuns().publish(target, commit, "v1", RED);
    app.checkRuns().publish(target, commit, "v1", RED);

    CheckRun run = onlyCheckRun();
    assertThat(run.name()).isEqualTo("Countersign");
    assertThat(run.headSha()).isEqualTo(commit);
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.conclusion()).contains("failure");
    assertThat(run.completedAt()).contains(clock.instant());
    assertThat(run.startedAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(2)));
    assertThat(run.output().title()).isEqualTo("Tampered");
    assertThat(gitHub.requests().count("PATCH", ".*/check-runs/.*")).isEqualTo(1);

    app.checkRuns().publish(target, commit, "v1", WAITING);
    assertThat(onlyCheckRun().status()).isEqualTo("in_progress");
  }

  @Test
  @Tag("threat-23")
  void leavesTheCheckRunOfAnotherAppAlone() {
    CheckRun foreign =
        repository.addForeignCheckRun(gitHub.app().id() + 1, CheckReport.NAME, commit);
    app.checkRuns().publish(target, commit, "v1", RED);
    assertThat(repository.checkRuns()).hasSize(2).contains(foreign);
  }

  @Test
  void findsTheCheckRunWhoseCreationWasNeverConfirmed() {
    gitHub.faults().next(1, "POST", ".*/check-runs", Fault.lostAnswer());
    assertThatThrownBy(() -> app.checkRuns().publish(target, commit, "v1", WAITING))
        .isInstanceOf(GitHubUnavailableException.class);
    app.checkRuns().publish(target, commit, "v1", RED);
    assertThat(onlyCheckRun().conclusion()).contains("failure");
    assertThat(gitHub.requests().count("POST", ".*/check-runs")).isEqualTo(1);
  }

  @Test
  void goesOnAfterItsTokensWereRevoked() {
    read();
    gitHub.revokeTokens();
    read();
    app.checkRuns().publish(target, commit, "v1", WAITING);
    gitHub.revokeTokens();
    app.checkRuns().publish(target, commit, "v1", RED);
    assertThat(onlyCheckRun().conclusion()).contains("failure");
  }

  @Test
  void goesOnAfterItsTokensExpired() {
    read();
    clock.advance(Duration.ofHours(3));
    read();
    assertThat(gitHub.requests().count("POST", ".*/access_tokens")).isEqualTo(2);
  }

  @Test
  void saysWhatTheInstallationDoesNotGrant() {
    installation.deny("checks");
    assertRefused(
        Refusal.MISSING_PERMISSION, () -> app.checkRuns().publish(target, commit, "v1", WAITING));
  }

  @Test
  void saysThatTheInstallationIsSuspended() {
    installation.suspend(clock.instant());
    assertRefused(Refusal.NOT_ACCESSIBLE, this::read);
  }

  @Test
  void saysThatAnInstallationWasSuspendedSinceItsTokenWasIssued() {
    read();
    installation.suspend(clock.instant());
    assertRefused(Refusal.NOT_ACCESSIBLE, this::read);
  }

  @Test
  void saysThatTheInstallationIsGone() {
    read();
    gitHub.uninstall(installation);
    assertRefused(Refusal.NOT_ACCESSIBLE, this::read);
  }

  @Test
  void saysThatTheRepositoryLeftTheInstallation() {
    installation.remove(repository);
    assertRefused(Refusal.NOT_ACCESSIBLE, this::read);
  }

  @Test
  void saysThatAnArchivedRepositoryTakesNoCheckRuns() {
    repository.settings().setArchived(true);
    assertRefused(Refusal.REJECTED, () -> app.checkRuns().publish(target, commit, "v1", WAITING));
  }

  @Test
  void saysWhenTheRateLimitEnds() {
    Instant reset = clock.instant().plus(Duration.ofMinutes(20));
    gitHub.faults().next(1, "GET", ".*/check-runs", Fault.primaryRateLimit(reset));
    assertThatThrownBy(() -> app.checkRuns().publish(target, commit, "v1", WAITING))
        .isInstanceOfSatisfying(
            GitHubUnavailableException.class, e -> assertThat(e.retryAt()).contains(reset));
  }

  private void read() {
    assertThat(app.materialSource().tree(target, commit).entries()).isNotEmpty();
  }

  private static void assertRefused(Refusal refusal, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            GitHubRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  private CheckRun onlyCheckRun() {
    assertThat(repository.checkRuns()).hasSize(1);
    return repository.checkRuns().get(0);
  }
}
