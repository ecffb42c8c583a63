package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedPullRequest;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.sigstore.Claim;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowIdentity;
import dev.countersign.simulation.sigstore.WorkflowRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who could have signed or moved what, played to a whole server. */
class ThreatsToCheckRunTest extends WholeFlow {
  private static final String TAG = "v1.0.0";
  private static final String ID = "release/" + TAG;

  @Test
  @Tag("threat-2")
  void isRedWhereTheWorkflowRanFromABranch() {
    assertThat(signedBy(run -> run.withRef("refs/heads/main"))).contains("`TAG_MISMATCH`");
  }

  @Test
  @Tag("threat-3")
  void warnsWhereTheTagIsNotOnTheDefaultBranch() {
    workflow.configure("");

    CheckRun.Output output = besideTheDefaultBranch("success").output();

    assertThat(output.title()).startsWith("v1.0.0 verified").endsWith("(1 warning)");
    assertThat(output.summary()).contains("`TAG_NOT_ON_DEFAULT_BRANCH`");
  }

  @Test
  @Tag("threat-3")
  void isRedWhereTheTagIsOnNoneOfTheBranchesThatAreDemanded() {
    workflow.configure("branches: [main]\n");

    assertThat(besideTheDefaultBranch("failure").output().summary())
        .contains("`TAG_NOT_ON_REQUIRED_BRANCH`");
  }

  @Test
  @Tag("threat-4")
  void isRedWhereAForeignWorkflowSigned() {
    String foreign = "https://github.com/eve/app/.github/workflows/sign.yml@refs/tags/" + TAG;

    assertThat(
            signedWith(
                identity -> identity.withUris(foreign).with(Claim.BUILD_SIGNER_URI, foreign)))
        .contains("`SIGNER_MISMATCH`");
  }

  @Test
  @Tag("threat-5")
  void isRedWhereSomebodyStartedTheWorkflowByHand() {
    assertThat(signedBy(run -> run.withTrigger("workflow_dispatch")))
        .contains("`TRIGGER_MISMATCH`");
  }

  @Test
  @Tag("threat-6")
  void isRedWhereTheWorkflowRanInAFork() {
    assertThat(signedBy(run -> run.withRepository("eve/demo"))).contains("`REPOSITORY_MISMATCH`");
  }

  @Test
  @Tag("threat-7")
  void isRedWhereTheNameBelongedToAnotherRepositoryWhenItWasSigned() {
    assertThat(signedBy(run -> run.withIds(run.repositoryId() + 1, run.ownerId())))
        .contains("`REPOSITORY_MISMATCH`");
  }

  @Test
  @Tag("threat-8")
  void countsNoListThatWasSignedForAnotherRelease() {
    workflow.configure("");
    PublishedRelease first = workflow.publish("v0.9.0");
    workflow.write("README.md", "# Next\n");
    PublishedRelease second = workflow.publish(TAG);
    workflow.commit(workflow.sign(first));

    webhooks.releasePublished(repository, second.release());

    assertThat(waitsFor(second).output().summary())
        .contains(first.manifestPath() + "` is signed for `v0.9.0`, not for `v1.0.0`");
  }

  @Test
  @Tag("threat-9")
  void countsNoListOfAnotherBranchThanTheDefaultOne() {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    repository.branch("side", release.commit());
    String brought = repository.commit("side", files(workflow.sign(release)), "Add the list");
    webhooks.push(repository, "side", release.commit(), brought);

    webhooks.releasePublished(repository, release.release());

    assertThat(waitsFor(release).conclusion()).isEmpty();
    assertThat(repository.checkRuns()).hasSize(1);
  }

  @Test
  @Tag("threat-9")
  void leavesTheReleaseWaitingWhileAForksPullRequestHasTheList() {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    SimulatedPullRequest pull = proposeFromAFork(files(workflow.sign(release)));
    webhooks.pullRequestOpened(repository, pull);
    concluded(pull.head(), "change", "success");

    webhooks.releasePublished(repository, release.release());

    assertThat(waitsFor(release).conclusion()).isEmpty();
  }

  @Test
  @Tag("threat-9")
  void judgesAChangeByNoConfigurationThatItBringsItself() {
    repository.commit(
        ReleaseWorkflow.BRANCH, Map.of("extra.py", FileContent.text("extra")), "Add a file");
    workflow.configure("contents:\n  unlisted: fail\n");
    PublishedRelease release = workflow.publish(TAG);
    Map<String, FileContent> changes = files(workflow.sign(release));
    changes.put(ReleaseWorkflow.CONFIGURATION, FileContent.text("contents:\n  unlisted: ignore\n"));
    SimulatedPullRequest pull = proposeFromAFork(changes);
    webhooks.pullRequestOpened(repository, pull);

    assertThat(concluded(pull.head(), "change", "failure").output().summary())
        .contains("`FILE_UNLISTED`");
  }

  /** The list is of what the tag points at later; the tag moves as soon as it was asked for. */
  @Test
  @Tag("threat-20")
  void judgesTheCommitThatTheTagPointedAtWhenItWasAskedFor() {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    repository.branch("side", release.commit());
    String other =
        repository.commit("side", Map.of("README.md", FileContent.text("# Evil\n")), "Change");
    repository.tag(TAG, other);
    workflow.commit(workflow.sign(release));
    github
        .faults()
        .next(1, "POST", "/graphql", Fault.outrun(() -> repository.tag(TAG, release.commit())));

    webhooks.releasePublished(repository, release.release());

    CheckRun run = concluded(other, ID, "failure");
    assertThat(github.faults().usedUp()).isTrue();
    assertThat(run.output().summary()).contains("`TAG_MOVED`", "`CONTENTS_DIFFER`");
  }

  /** The list is mended as soon as it was asked where the default branch is. */
  @Test
  @Tag("threat-20")
  void judgesTheListThatTheDefaultBranchHadWhenItWasAskedFor() {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    Map<String, byte[]> good = workflow.sign(release);
    Map<String, byte[]> bad = new LinkedHashMap<>(good);
    bad.put(release.manifestPath(), new byte[] {'\n'});
    workflow.commit(bad);
    github.faults().next(1, "POST", "/graphql", Fault.outrun(() -> workflow.commit(good)));

    webhooks.releasePublished(repository, release.release());

    CheckRun run = concluded(release.commit(), ID, "failure");
    assertThat(github.faults().usedUp()).isTrue();
    assertThat(run.output().summary()).contains("`DIGEST_MISMATCH`");
  }

  @Test
  @Tag("threat-23")
  void isRedBesideAGreenCheckOfTheSameNameByAnotherApp() {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    CheckRun foreign =
        repository.addForeignCheckRun(github.app().id() + 1, "Countersign", release.commit());
    webhooks.send(github.payloads().checkRunRerequested(repository, foreign));
    WorkflowRun byHand = workflow.identityOf(release).withTrigger("workflow_dispatch");

    assertThat(redSummary(release, byHand.identity())).contains("`TRIGGER_MISMATCH`");
    assertThat(repository.checkRuns()).contains(foreign);
  }

  /** The check run of a release whose tag is on a commit that the default branch lacks. */
  private CheckRun besideTheDefaultBranch(String conclusion) {
    PublishedRelease onBranch = workflow.publish(TAG);
    repository.branch("side", onBranch.commit());
    String beside = repository.commit("side", Map.of(), "Change nothing");
    repository.tag(TAG, beside);
    PublishedRelease release =
        new PublishedRelease(
            TAG, beside, onBranch.release(), onBranch.run(), onBranch.manifest(), onBranch.name());
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    return concluded(beside, ID, conclusion);
  }

  private String signedBy(UnaryOperator<WorkflowRun> change) {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    return redSummary(release, change.apply(workflow.identityOf(release)).identity());
  }

  private String signedWith(UnaryOperator<WorkflowIdentity> change) {
    workflow.configure("");
    PublishedRelease release = workflow.publish(TAG);
    return redSummary(release, change.apply(workflow.identityOf(release).identity()));
  }

  private String redSummary(PublishedRelease release, WorkflowIdentity signer) {
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release, SigningRequest.by(signer)));
    return concluded(release.commit(), ID, "failure").output().summary();
  }

  private CheckRun waitsFor(PublishedRelease release) {
    await().atMost(PATIENCE).until(() -> checkRun(release.commit(), ID).isPresent());
    return checkRun(release.commit(), ID).orElseThrow();
  }

  private SimulatedPullRequest proposeFromAFork(Map<String, FileContent> changes) {
    SimulatedRepository fork = github.fork(repository, "eve");
    fork.branch("change", fork.head(ReleaseWorkflow.BRANCH));
    fork.commit("change", changes, "Propose a change");
    return repository.pullRequests().open(fork, "change", ReleaseWorkflow.BRANCH);
  }

  private static Map<String, FileContent> files(Map<String, byte[]> contents) {
    Map<String, FileContent> files = new LinkedHashMap<>();
    contents.forEach((path, content) -> files.put(path, FileContent.of(content)));
    return files;
  }
}
