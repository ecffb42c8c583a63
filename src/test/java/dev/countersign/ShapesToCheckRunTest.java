package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of every shape: their tags, their lists, and how they follow each other. */
class ShapesToCheckRunTest extends WholeFlow {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg/v1.2.0",
        "@scope/pkg@1.2.0",
        "v1.0.0+build.7",
        "release#1",
        "v1.0%2F0",
        "v1,(0)!'0'&x=y;z",
        "v1.0-\u00e9\u4e2d",
        "v1\"<b>|`{}$",
      })
  void mayHaveATagOfOddCharacters(String tag) throws Exception {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, tag, materials -> materials);

    CheckRun run = concluded(release.commit(), "release/" + tag, "success");
    assertThat(run.output().title()).contains("verified: 5 files, signed by release.yml");
  }

  @Test
  void mayHaveAnAnnotatedTagOfATag() {
    workflow.configure("");
    String commit = repository.head(ReleaseWorkflow.BRANCH);
    PublishedRelease release = workflow.publish("v1.0.0");
    String inner = repository.annotatedTag("inner", commit, "inner");
    repository.annotatedTag("v1.0.0", inner, "outer");
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));

    concluded(commit, "release/v1.0.0", "success");
  }

  @Test
  void mayShareOneCommit() {
    workflow.configure("");
    PublishedRelease first = workflow.publish("v1.0.0");
    PublishedRelease second = workflow.publish("stable");
    webhooks.releasePublished(repository, first.release());
    webhooks.releasePublished(repository, second.release());
    workflow.commitAndFinish(webhooks, first, workflow.sign(first));
    workflow.commitAndFinish(webhooks, second, workflow.sign(second));

    assertThat(first.commit()).isEqualTo(second.commit());
    concluded(first.commit(), "release/v1.0.0", "success");
    concluded(first.commit(), "release/stable", "success");
  }

  @Test
  void mayBringTheirListsInOneCommit() {
    workflow.configure("");
    PublishedRelease first = workflow.publish("v1.0.0");
    PublishedRelease second = workflow.publish("v1.1.0");
    Map<String, byte[]> both = new LinkedHashMap<>(workflow.sign(first));
    both.putAll(workflow.sign(second));
    String before = repository.head(ReleaseWorkflow.BRANCH);
    String brought = workflow.commit(both);
    webhooks.push(repository, ReleaseWorkflow.BRANCH, before, brought);

    concluded(brought, "release/v1.0.0", "success");
    concluded(brought, "release/v1.1.0", "success");
  }

  @Test
  @Tag("threat-15")
  void countByTheWorstOfTheirLists() {
    workflow.configure("");
    PublishedRelease release = workflow.publish("v1.0.0");
    Map<String, byte[]> lists = new LinkedHashMap<>(workflow.sign(release));
    workflow
        .sign(release)
        .forEach(
            (path, content) -> {
              byte[] other = content.clone();
              if (path.endsWith(".txt")) {
                other[0] = (byte) (other[0] == 'a' ? 'b' : 'a');
              }
              lists.put(path.replace("checksums-", "checksums-other-"), other);
            });
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, lists);

    assertThat(concluded(release.commit(), "release/v1.0.0", "failure").output().summary())
        .contains("DIGEST_MISMATCH", "This release has 2 signed lists");
  }

  @Test
  void followEachOtherQuickly() {
    workflow.configure("");
    List<PublishedRelease> releases = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      workflow.write("version.txt", "1." + i);
      PublishedRelease release = workflow.publish("v1." + i);
      webhooks.releasePublished(repository, release.release());
      releases.add(release);
    }
    for (PublishedRelease release : releases) {
      workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    }

    for (PublishedRelease release : releases) {
      concluded(release.commit(), "release/" + release.tag(), "success");
    }
    await().atMost(PATIENCE).until(() -> repository.checkRuns().size() == 12);
  }

  @Test
  void areVerifiedAnewWhenTheWorkflowRunsAgainAndReplacesItsList() {
    workflow.configure("");
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), "release/v1.0.0", "success");
    Map<String, FileContent> replacing = new LinkedHashMap<>();
    workflow
        .sign(release)
        .forEach(
            (path, content) ->
                replacing.put(
                    path.replace("checksums-", "checksums-again-"), FileContent.of(content)));
    String before = repository.head(ReleaseWorkflow.BRANCH);
    String after =
        repository.commit(
            ReleaseWorkflow.BRANCH,
            replacing,
            Set.of(release.manifestPath(), release.manifestPath() + ".sigstore.json"),
            "Replace the list");
    webhooks.push(repository, ReleaseWorkflow.BRANCH, before, after);

    assertThat(concluded(after, "release/v1.0.0", "success").output().summary())
        .contains("checksums-again-");
  }

  @Test
  void areVerifiedAnewWhenAForcedPushTakesTheirListAway() {
    workflow.configure("");
    String base = repository.head(ReleaseWorkflow.BRANCH);
    PublishedRelease release = workflow.play(webhooks, "v1.0.0", materials -> materials);
    concluded(release.commit(), "release/v1.0.0", "success");
    String head = repository.head(ReleaseWorkflow.BRANCH);
    repository.branch(ReleaseWorkflow.BRANCH, base);
    webhooks.push(repository, ReleaseWorkflow.BRANCH, head, base);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                checkRun(release.commit(), "release/v1.0.0")
                    .flatMap(CheckRun::conclusion)
                    .isEmpty());
  }
}
