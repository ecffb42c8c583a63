package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.git.ObjectFormat;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.LoggedRequest;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threats 18, 19 and 24: releases whose tags are large or odd, or come broken, from the webhook to
 * the check run, with the requests that their contents take.
 */
class ContentsToCheckRunTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LFS_POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 9\n"
          .formatted("a".repeat(64));

  @TempDir private Path folder;

  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
  private ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
  private String tagged = "";

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  @Tag("threat-18")
  void isGreenWhereTheArchiveLeavesFilesOutAndChangesOthers() throws Exception {
    workflow.write("tests/one.py", "assert True\n");
    workflow.write("VERSION", "$Format:%H$\n");
    workflow.write("model.bin", LFS_POINTER);
    workflow.repository().exportIgnore("tests");
    workflow.repository().exportSubst("VERSION", "0123456\n".getBytes(UTF_8));
    workflow.repository().exportSubst("model.bin", "the model".getBytes(UTF_8));

    CheckRun run = outcome(Map.of());

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().title()).contains("7 files");
    assertThat(contentRequests()).isEqualTo(3 + 3);
  }

  @Test
  @Tag("threat-18")
  void namesLinksAndSubmodulesThatTheListCannotHold() throws Exception {
    workflow
        .repository()
        .commit(
            ReleaseWorkflow.BRANCH,
            Map.of(
                "link", FileContent.symbolicLink("README.md"),
                "module", FileContent.submodule("5".repeat(40))),
            "Add what is no file");

    CheckRun run = outcome(Map.of());

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().summary()).contains("`FILE_UNLISTED`", "link", "module");
    assertThat(contentRequests()).isEqualTo(3);
  }

  @Test
  @Tag("threat-19")
  void takesNoMoreRequestsForSixtyFiveThousandFiles() throws Exception {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 65_000; i++) {
      files.put("data/%02d/%05d.txt".formatted(i % 100, i), "file " + i + "\n");
    }
    workflow.write(files);

    CheckRun run = outcome(Map.of());

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().title()).contains("65,004 files");
    assertThat(contentRequests()).as("and the list, too long to come with others").isEqualTo(3 + 1);
  }

  @Test
  @Tag("threat-19")
  void isGreenWhereGitHubTruncatesTheListings() throws Exception {
    workflow.write(deepFiles());
    workflow.repository().settings().setTreeLimit(15);

    CheckRun run = outcome(Map.of());

    assertThat(run.conclusion()).contains("success");
    assertThat(run.output().title()).contains("16 files");
    assertThat(contentRequests()).as("and the root, for manifests that it has").isEqualTo(3 + 1);
  }

  @Test
  @Tag("threat-19")
  void isRedWhereAFileOfATruncatedTreeDiffers() throws Exception {
    workflow.write(deepFiles());
    workflow
        .repository()
        .commit(
            ReleaseWorkflow.BRANCH, Map.of("data/b/2", FileContent.text("changed")), "Change it");
    workflow.repository().settings().setTreeLimit(15);

    CheckRun run = outcome(Map.of());

    assertThat(run.conclusion()).contains("failure");
    assertThat(run.output().summary()).contains("`CONTENTS_DIFFER`", "data/b/2");
  }

  @Test
  void isGreenInARepositoryWithSha256Ids() throws Exception {
    workflow =
        new ReleaseWorkflow(
            github,
            sigstore,
            github.createRepository(
                4711, github.account("octo-org"), "sha256", ObjectFormat.SHA_256));
    workflow.write(deepFiles());
    workflow.repository().exportIgnore("data/b");
    workflow.repository().settings().setTreeLimit(15);

    CheckRun run = outcome(Map.of());

    assertThat(run.headSha()).hasSize(64);
    assertThat(run.conclusion()).contains("success");
  }

  @Test
  @Tag("threat-24")
  void triesAgainWhereTheConnectionIsCutInMidArchive() throws Exception {
    github.faults().next(2, "GET", "/codeload/.*", Fault.cutTransfer());

    CheckRun run = outcome(Map.of());

    assertThat(github.faults().usedUp()).isTrue();
    assertThat(run.conclusion()).contains("success");
    assertThat(workflow.repository().checkRunHistory())
        .extracting(earlier -> earlier.conclusion().orElse("none"))
        .doesNotContain("failure", "action_required");
  }

  @Test
  @Tag("threat-19")
  void couldNotVerifyABomb() throws Exception {
    github.faults().always("GET", "/codeload/.*", Fault.otherBody(bomb()));

    CheckRun run = outcome(Map.of());

    assertUndecided(run, "the archive of the tag unpacks to more than 200 times its size");
  }

  @Test
  @Tag("threat-19")
  void couldNotVerifyMoreThanTheConfiguredBytes() throws Exception {
    workflow.write("zzz", "z".repeat(100_000));

    CheckRun run = outcome(Map.of("CONTENT_MAX_BYTES", "50000"));

    assertUndecided(run, "the files of the tag unpack to more than 50000 bytes");
    assertThat(run.output().summary()).contains("4 files match the tag", "1 listed file was not");
  }

  @Test
  @Tag("threat-19")
  void couldNotVerifyMoreThanTheConfiguredFiles() throws Exception {
    CheckRun run = outcome(Map.of("CONTENT_MAX_FILES", "3"));

    assertUndecided(run, "the tag has more than 3 files and folders");
  }

  /** More than the listing's limit, which the root alone does not reach. */
  private static Map<String, String> deepFiles() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      files.put("data/a/" + i, "a" + i);
      files.put("data/b/" + i, "b" + i);
    }
    return files;
  }

  private static void assertUndecided(CheckRun run, String reason) {
    assertThat(run.conclusion()).contains("action_required");
    assertThat(run.output().summary()).contains("`CONTENT_LIMIT_REACHED`", reason);
    assertThat(run.output().summary()).doesNotContain("FILE_MISSING", "CONTENTS_DIFFER");
  }

  /** The concluded check run of a release; the requests of its last look are those in the log. */
  private CheckRun outcome(Map<String, String> environment) throws Exception {
    PublishedRelease release = workflow.publish("v1.0.0");
    tagged = release.commit();
    Map<String, byte[]> files = workflow.sign(release);
    workflow.commit(files);
    try (Server server =
        Server.over(ServerConfigs.over(github, sigstore, folder, environment), Clock.systemUTC())) {
      server.start();
      github
          .webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()))
          .releasePublished(workflow.repository(), release.release());
      await().atMost(PATIENCE).until(() -> !concluded(release).isEmpty());
      return concluded(release).get(0);
    }
  }

  private List<CheckRun> concluded(PublishedRelease release) {
    return workflow.repository().checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()) && run.conclusion().isPresent())
        .toList();
  }

  /** Requests for the tag's contents: its trees, archive and blobs. */
  private long contentRequests() {
    List<String> paths = github.requests().all().stream().map(LoggedRequest::path).toList();
    String tree = workflow.repository().rootTree(tagged);
    int first = paths.lastIndexOf("/repos/octo-org/demo/git/trees/" + tree + "?recursive=1");
    return paths.subList(first, paths.size()).stream()
        .filter(path -> path.matches(".*/(git/(commits|trees|blobs)|tarball|codeload)/.*"))
        .count();
  }

  private static byte[] bomb() throws IOException {
    int megabytes = 100;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry("top/zeros");
      entry.setSize((long) megabytes << 20);
      tar.putArchiveEntry(entry);
      for (int i = 0; i < megabytes; i++) {
        tar.write(new byte[1 << 20]);
      }
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
