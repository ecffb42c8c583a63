package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.WebhookDelivery;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole flow over HTTP: webhooks in, check runs out, on a real database file. */
class ReleaseToCheckRunTest extends WholeFlow {
  @Test
  void verifiesAReleaseFromItsWebhooks() {
    workflow.configure("");

    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> statuses(release).equals(List.of("in_progress")));
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    CheckRun verdict = verdict(release);
    assertThat(verdict.conclusion()).contains("success");
    assertThat(verdict.output().title())
        .isEqualTo("v1.0.0 verified: 5 files, signed by release.yml");
    assertThat(verdict.output().summary()).contains("OK: " + release.manifestPath());
    assertThat(statuses(release)).containsExactly("completed");
  }

  @Test
  void turnsAManifestRedThatWasChangedAfterSigning() {
    workflow.configure("");

    PublishedRelease release =
        workflow.play(
            webhooks,
            "v1.0.0",
            materials -> {
              materials.computeIfPresent(
                  manifestOf(materials),
                  (path, content) ->
                      (new String(content, UTF_8) + "0".repeat(64) + "  ./evil\n").getBytes(UTF_8));
              return materials;
            });

    CheckRun verdict = verdict(release);
    assertThat(verdict.conclusion()).contains("failure");
    assertThat(verdict.output().summary()).contains("DIGEST_MISMATCH", "FILE_MISSING");
  }

  @Test
  void annotatesTheLinesOfAHundredAndTwentyFilesThatChangedAfterTheListWasMade() {
    workflow.configure("");
    Map<String, FileContent> changes = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      String path = "data/%03d.txt".formatted(i);
      workflow.write(path, "as listed " + i);
      changes.put(path, FileContent.text("at the tag " + i));
    }
    repository.commit(ReleaseWorkflow.BRANCH, changes, "Change the data");

    PublishedRelease release = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());

    CheckRun verdict = verdict(release);
    assertThat(verdict.conclusion()).contains("failure");
    await()
        .atMost(PATIENCE)
        .until(() -> verdict(release).output().annotations().size() >= changes.size());
    List<String> lines = release.manifest().lines().toList();
    assertThat(verdict(release).output().annotations())
        .hasSize(120)
        .allSatisfy(
            annotation -> {
              String path = lines.get(annotation.startLine() - 1).split("\\./", 2)[1];
              assertThat(annotation.path()).isEqualTo(release.manifestPath());
              assertThat(annotation.level()).isEqualTo("failure");
              assertThat(annotation.message())
                  .startsWith("File: " + path)
                  .contains("Reason code: CONTENTS_DIFFER");
            })
        .extracting(CheckRun.Annotation::startLine)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void postsNothingToARepositoryWithoutConfigurationUntilMaterialsAppear() {
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> github.requests().count("GET", ".*/git/trees/.*") >= 1);
    assertThat(repository.checkRunHistory()).isEmpty();

    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    assertThat(verdict(release).conclusion()).contains("success");
  }

  @Test
  @Tag("threat-1")
  void turnsATagRedThatMovedAfterSigning() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    Map<String, byte[]> materials = workflow.sign(release);
    String moved = workflow.write("README.md", "# Changed\n");
    repository.tag("v1.0.0", moved);

    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, materials);

    CheckRun verdict = verdictOn(moved);
    assertThat(verdict.conclusion()).contains("failure");
    assertThat(verdict.output().summary()).contains("TAG_MOVED");
  }

  @Test
  @Tag("threat-22")
  void answersARedeliveryAsADuplicateAndPublishesNothingTwice() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    WebhookDelivery delivery = webhooks.releasePublished(repository, release.release()).delivery();
    assertThat(webhooks.send(delivery).status()).isEqualTo(202);
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    verdict(release);

    assertThat(webhooks.send(delivery).answer()).isEqualTo("The delivery was accepted before.");
    assertThat(statuses(release)).containsExactly("completed");
  }

  @Test
  @Tag("threat-24")
  void staysPendingWhileGitHubFailsAndNeverBlamesTheRelease() {
    workflow.configure("");
    github.faults().next(5, "GET", ".*/tarball/.*", Fault.badGateway());

    PublishedRelease release = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());

    assertThat(verdict(release).conclusion()).contains("success");
    assertThat(repository.checkRunHistory())
        .extracting(run -> run.conclusion().orElse("none"))
        .doesNotContain("failure");
  }

  @Test
  void createsNoSecondCheckRunAfterALostAnswer() {
    workflow.configure("");
    github.faults().next(1, "POST", ".*/check-runs", Fault.lostAnswer());

    PublishedRelease release = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());

    assertThat(verdict(release).conclusion()).contains("success");
    assertThat(repository.checkRuns())
        .filteredOn(run -> run.headSha().equals(release.commit()))
        .hasSize(1);
  }

  @Test
  void goesOnAfterARestartWithWhatWasAccepted() throws Exception {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    await().atMost(PATIENCE).until(() -> statuses(release).equals(List.of("in_progress")));
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    server.close();

    server = Server.over(ServerConfigs.over(github, sigstore, folder), Clock.systemUTC());
    server.start();

    assertThat(verdict(release).conclusion()).contains("success");
    assertThat(statuses(release)).containsExactly("completed");
  }

  @Test
  void verifiesAgainWhenSomebodyAsksForTheCheckRunAgain() {
    workflow.configure("");
    Map<String, byte[]> original = new HashMap<>();
    PublishedRelease release =
        workflow.play(
            webhooks,
            "v1.0.0",
            materials -> {
              original.putAll(materials);
              Map<String, byte[]> changed = new HashMap<>(materials);
              changed.put(manifestOf(materials), new byte[] {'\n'});
              return changed;
            });
    CheckRun red = verdict(release);
    assertThat(red.conclusion()).contains("failure");

    workflow.commit(original);
    webhooks.send(github.payloads().checkRunRerequested(repository, red));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(verdict(release).conclusion()).contains("success"));
    assertThat(statuses(release)).containsExactly("completed");
  }

  @Test
  void waitsForASignatureThatIsPushedAfterItsManifest() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    Map<String, byte[]> materials = workflow.sign(release);
    byte[] manifest = Objects.requireNonNull(materials.remove(release.manifestPath()));

    push(Map.of(release.manifestPath(), manifest));
    await().atMost(PATIENCE).until(() -> github.requests().count("GET", ".*/git/blobs/.*") >= 2);
    push(materials);

    assertThat(verdict(release).conclusion()).contains("success");
    assertThat(repository.checkRunHistory())
        .extracting(run -> run.conclusion().orElse("none"))
        .doesNotContain("failure");
  }

  @Test
  void looksAgainAtARedReleaseWhenMoreIsPushedBeforeTheDeadline() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    webhooks.releasePublished(repository, release.release());
    Map<String, byte[]> good = workflow.sign(release);
    Map<String, byte[]> bad = new HashMap<>(good);
    bad.put(release.manifestPath(), new byte[] {'\n'});
    push(bad);
    assertThat(verdict(release).conclusion()).contains("failure");

    push(good);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(verdict(release).conclusion()).contains("success"));
    assertThat(statuses(release)).containsExactly("completed");
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration() {
    workflow.configure("contents:\n  unlisted: warning\n");

    PublishedRelease release = workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());

    CheckRun verdict = verdict(release);
    assertThat(verdict.conclusion()).contains("action_required");
    assertThat(verdict.output().summary()).contains(".github/countersign.yml:2:13");
  }

  private CheckRun verdict(PublishedRelease release) {
    return verdictOn(release.commit());
  }

  private CheckRun verdictOn(String commit) {
    await().atMost(PATIENCE).until(() -> completedOn(commit).size() == 1);
    return completedOn(commit).get(0);
  }

  private List<CheckRun> completedOn(String commit) {
    return checkRunsOn(commit).stream().filter(run -> run.status().equals("completed")).toList();
  }

  private List<String> statuses(PublishedRelease release) {
    return checkRunsOn(release.commit()).stream().map(CheckRun::status).toList();
  }

  private List<CheckRun> checkRunsOn(String commit) {
    return repository.checkRuns().stream().filter(run -> run.headSha().equals(commit)).toList();
  }

  private void push(Map<String, byte[]> files) {
    String before = repository.head(ReleaseWorkflow.BRANCH);
    webhooks.push(repository, ReleaseWorkflow.BRANCH, before, workflow.commit(files));
  }

  private static String manifestOf(Map<String, byte[]> materials) {
    return materials.keySet().stream()
        .filter(path -> path.endsWith(".txt"))
        .findFirst()
        .orElseThrow();
  }
}
