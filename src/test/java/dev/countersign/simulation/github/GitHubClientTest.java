package dev.countersign.simulation.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.git.FileMode;
import dev.countersign.simulation.git.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHRef;
import org.kohsuke.github.GHRelease;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** The simulator as github-api, which the App is built on, sees it. */
class GitHubClientTest {
  private final SimulatedGitHub github = SimulatedGitHub.start();
  private final SimulatedRepository repository = github.createRepository("octocat/hello");
  private String commit = "";

  @BeforeEach
  void fill() {
    github.install(repository);
    commit =
        repository.commit(
            "main",
            Map.of(
                "README.md",
                FileContent.text("hello\n"),
                "src/run",
                FileContent.executable("#!/bin/sh\n"),
                "src/" + "long".repeat(40),
                FileContent.text("ä"),
                "docs/guide",
                FileContent.text("not in archives"),
                "VERSION",
                FileContent.text("$Format:%H$"),
                "link",
                FileContent.symbolicLink("README.md"),
                "module",
                FileContent.submodule("97543e47f5a8fb72c43f4d2d6a345ee95f0a5375")),
            "First");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void readsAReleaseAndPeelsItsTag() throws Exception {
    String tagObject = repository.annotatedTag("v1", commit, "Release one");
    repository.publishRelease("v1");
    GHRepository hello = connect();

    GHRelease release = hello.getReleaseByTagName("v1");
    GHRef ref = hello.getRef("tags/v1");

    assertThat(release.isDraft()).isFalse();
    assertThat(release.getPublished_at()).isNotNull();
    assertThat(ref.getObject().getType()).isEqualTo("tag");
    assertThat(ref.getObject().getSha()).isEqualTo(tagObject);
    assertThat(hello.getTagObject(tagObject).getObject().getSha()).isEqualTo(commit);
    assertThat(hello.getBranch("main").getSHA1()).isEqualTo(commit);
    assertThat(hello.getOwnerName()).isEqualTo("octocat");
    assertThat(hello.getCreatedAt()).isNotNull();
    assertThat(hello.getCompare("main", "v1").getStatus())
        .isEqualTo(org.kohsuke.github.GHCompare.Status.identical);
  }

  @Test
  void streamsAnArchiveWhoseFilesHaveTheBlobIdsOfTheTree() throws Exception {
    repository.exportIgnore("docs");
    repository.exportSubst("VERSION", "replaced".getBytes(StandardCharsets.UTF_8));
    GHRepository hello = connect();

    GHTree tree = hello.getTreeRecursive(commit, 1);
    Map<String, String> archive = hello.readTar(this::blobIds, commit);

    Map<String, String> expected = new TreeMap<>();
    for (GHTreeEntry entry : tree.getTree()) {
      if (entry.getType().equals("blob")) {
        expected.put(entry.getPath(), entry.getSha());
      }
    }
    assertThat(expected.remove("docs/guide")).isNotNull();
    assertThat(archive.remove("VERSION")).isNotEqualTo(expected.remove("VERSION"));
    assertThat(archive).isEqualTo(expected).hasSize(4);
    try (InputStream blob = hello.readBlob(Objects.requireNonNull(expected.get("README.md")))) {
      assertThat(blob).hasContent("hello\n");
    }
  }

  @Test
  void createsUpdatesAndFindsACheckRun() throws Exception {
    GHRepository hello = connect();
    GHCheckRun created =
        hello
            .createCheckRun("Countersign", commit)
            .withExternalID("v1")
            .withStatus(GHCheckRun.Status.IN_PROGRESS)
            .create();

    created
        .update()
        .withConclusion(GHCheckRun.Conclusion.SUCCESS)
        .add(new GHCheckRunBuilder.Output("Verified", "All is well").withText("text"))
        .create();

    List<GHCheckRun> found =
        hello.getCheckRuns(commit, Map.of("check_name", "Countersign")).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getId()).isEqualTo(created.getId());
    assertThat(found.get(0).getExternalId()).isEqualTo("v1");
    assertThat(found.get(0).getConclusion()).isEqualTo(GHCheckRun.Conclusion.SUCCESS);
    assertThat(found.get(0).getOutput().getTitle()).isEqualTo("Verified");
    assertThat(found.get(0).getApp().getId()).isEqualTo(github.app().id());
  }

  @Test
  void listsWorkflowRuns() throws Exception {
    WorkflowRun run =
        repository.startWorkflowRun(".github/workflows/r.yml", "release", "v1", commit);
    repository.completeWorkflowRun(run, "success");

    assertThat(connect().queryWorkflowRuns().list().toList())
        .singleElement()
        .satisfies(found -> assertThat(found.getHeadSha()).isEqualTo(commit))
        .satisfies(found -> assertThat(found.getConclusion()).hasToString("success"));
  }

  private GHRepository connect() throws IOException {
    GitHub app =
        new GitHubBuilder()
            .withEndpoint(github.url())
            .withJwtToken(AppJwts.valid(github.app(), Instant.now()))
            .build();
    GHAppInstallation installation = app.getApp().getInstallationByRepository("octocat", "hello");
    String token =
        installation
            .createToken()
            .permissions(
                Map.of(
                    "checks", GHPermissionType.WRITE,
                    "contents", GHPermissionType.READ,
                    "actions", GHPermissionType.READ))
            .repositoryIds(List.of(repository.id()))
            .create()
            .getToken();
    return new GitHubBuilder()
        .withEndpoint(github.url())
        .withAppInstallationToken(token)
        .build()
        .getRepositoryById(repository.id());
  }

  /** Ids of the blobs that an archive's files and links stand for, by path in the tree. */
  private Map<String, String> blobIds(InputStream tarGz) throws IOException {
    ObjectStore store = new ObjectStore();
    Map<String, String> ids = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GzipCompressorInputStream(tarGz))) {
      String top = "octocat-hello-" + commit.substring(0, 7) + "/";
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.getName()).startsWith(top);
        assertThat(entry.getExtraPaxHeader("comment")).isEqualTo(commit);
        String path = entry.getName().substring(top.length());
        if (entry.isSymbolicLink()) {
          byte[] target = entry.getLinkName().getBytes(StandardCharsets.UTF_8);
          ids.put(path, store.store(new FileContent(FileMode.SYMBOLIC_LINK, target)));
        } else if (entry.isFile()) {
          ids.put(path, store.storeBlob(tar.readAllBytes()));
        }
      }
    }
    return ids;
  }
}
