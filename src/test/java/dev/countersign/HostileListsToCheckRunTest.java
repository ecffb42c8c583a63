package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists that the right workflow signed and that say too little, or what they must not. */
class HostileListsToCheckRunTest extends WholeFlow {
  private static final String DIGEST = "0".repeat(64);

  @Test
  @Tag("threat-16")
  void areRedWhereTheyListNothing() {
    assertThat(red("# nothing\n\n").output().summary()).contains("`MANIFEST_EMPTY`");
  }

  @Test
  @Tag("threat-16")
  void areRedWhereTheyLeaveAFileOutThatHasToBeListed() {
    workflow.configure("contents:\n  unlisted: fail\n");
    PublishedRelease whole = workflow.publish("v1.0.0");
    String shorter = whole.manifest().replaceFirst("[0-9a-f]{64}  \\./app\\.py\n", "");

    assertThat(red(with(whole, shorter)).output().summary()).contains("`FILE_UNLISTED`", "app.py");
  }

  @Test
  @Tag("threat-17")
  void areRedWhereTheyNameAPathOutsideOfTheRelease() {
    workflow.configure("");
    PublishedRelease whole = workflow.publish("v1.0.0");

    assertThat(red(with(whole, whole.manifest() + DIGEST + "  ../app.py\n")).output().summary())
        .contains("`MANIFEST_PATH_UNSAFE`");
  }

  @Test
  @Tag("threat-17")
  void areRedWhereTheyContradictThemselves() {
    workflow.configure("");
    PublishedRelease whole = workflow.publish("v1.0.0");

    assertThat(red(with(whole, whole.manifest() + DIGEST + "  app.py\n")).output().summary())
        .contains("`MANIFEST_ENTRY_CONFLICT`");
  }

  @Test
  @Tag("threat-21")
  void areQuotedSoThatNothingInThemIsMarkup() {
    workflow.configure("");
    PublishedRelease whole = workflow.publish("v1.0.0");
    String path = "`@octocat` <img src=x> [link](evil.example) \u202e.py";

    CheckRun.Output output =
        red(with(whole, whole.manifest() + DIGEST + "  " + path + "\n")).output();

    assertThat(output.summary())
        .contains("`FILE_MISSING`", "`` `@octocat` <img src=x> [link]", "‹U+202E›.py")
        .doesNotContain("\u202e");
  }

  private CheckRun red(String manifest) {
    workflow.configure("");
    return red(with(workflow.publish("v1.0.0"), manifest));
  }

  private CheckRun red(PublishedRelease release) {
    webhooks.releasePublished(repository, release.release());
    workflow.commitAndFinish(webhooks, release, workflow.sign(release));
    return concluded(release.commit(), "release/v1.0.0", "failure");
  }

  private static PublishedRelease with(PublishedRelease release, String manifest) {
    return new PublishedRelease(
        release.tag(),
        release.commit(),
        release.release(),
        release.run(),
        manifest,
        release.name());
  }
}
