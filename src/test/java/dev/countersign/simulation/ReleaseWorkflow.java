package dev.countersign.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRelease;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.github.WebhookSender.Sent;
import dev.countersign.simulation.github.WorkflowRun;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SigningRequest;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A repository whose release workflow hashes every file, signs the list with Sigstore and commits
 * it: what happens there step by step, and the webhooks that GitHub sends of it.
 */
public final class ReleaseWorkflow {
  public static final String BRANCH = "main";
  public static final String WORKFLOW = ".github/workflows/release.yml";
  public static final String CONFIGURATION = ".github/countersign.yml";

  private final LocalSigstore sigstore;
  private final SimulatedRepository repository;
  private final SimulatedInstallation installation;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> listed = new TreeMap<>();

  /** A new repository with some files, on which the App is installed. */
  public ReleaseWorkflow(SimulatedGitHub github, LocalSigstore sigstore, String fullName) {
    this(github, sigstore, github.createRepository(fullName));
  }

  /** The same in a repository that has no files yet. */
  public ReleaseWorkflow(
      SimulatedGitHub github, LocalSigstore sigstore, SimulatedRepository repository) {
    this.sigstore = sigstore;
    this.repository = repository;
    this.installation = github.install(repository);
    write(WORKFLOW, "on: release\njobs: {}\n");
    write("README.md", "# Demo\n");
    write("app.py", "print('hello')\n");
    write("template/version.py", "VERSION = '1.0'\n");
  }

  public SimulatedRepository repository() {
    return repository;
  }

  public SimulatedInstallation installation() {
    return installation;
  }

  /** Commits a file to the default branch; it is part of the releases to come. */
  public String write(String path, String text) {
    files.put(path, text.getBytes(UTF_8));
    return repository.commit(BRANCH, Map.of(path, FileContent.text(text)), "Write " + path);
  }

  /** Commits many files at once. */
  public String write(Map<String, String> texts) {
    Map<String, FileContent> changes = new TreeMap<>();
    texts.forEach(
        (path, text) -> {
          files.put(path, text.getBytes(UTF_8));
          changes.put(path, FileContent.text(text));
        });
    return repository.commit(BRANCH, changes, "Write files");
  }

  /** Opts the repository in. */
  public String configure(String yaml) {
    return write(CONFIGURATION, yaml);
  }

  /** Tags the head of the default branch, publishes the release and starts the workflow. */
  public PublishedRelease publish(String tag) {
    String commit = repository.head(BRANCH);
    repository.tag(tag, commit);
    SimulatedRelease release = repository.publishRelease(tag);
    WorkflowRun run = repository.startWorkflowRun(WORKFLOW, "release", tag, commit);
    return new PublishedRelease(tag, commit, release, run, manifest(), "checksums-" + run.id());
  }

  /** Lets the workflow list a content at a path, whatever the tag has there. */
  public void list(String path, byte[] content) {
    listed.put(path, content);
  }

  /** What {@code sha256sum} prints for the files that are released. */
  private String manifest() {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.putAll(listed);
    StringBuilder lines = new StringBuilder();
    all.forEach(
        (path, content) -> lines.append(sha256(content)).append("  ./").append(path).append('\n'));
    return lines.toString();
  }

  /** The identity that a run for the release signs with. */
  public dev.countersign.simulation.sigstore.WorkflowRun identityOf(PublishedRelease release) {
    return dev.countersign.simulation.sigstore.WorkflowRun.ofRelease(
        repository.fullName(),
        repository.id(),
        repository.owner().id(),
        release.tag(),
        release.commit(),
        WORKFLOW);
  }

  /** Signs the release's manifest as its workflow does; the files to commit, by path. */
  public Map<String, byte[]> sign(PublishedRelease release) {
    return sign(release, SigningRequest.by(identityOf(release).identity()));
  }

  /** Signs the release's manifest in another way. */
  public Map<String, byte[]> sign(PublishedRelease release, SigningRequest request) {
    return sigstore
        .sign(release.manifest().getBytes(UTF_8), request)
        .files(release.manifestPath(), BundleVersion.V0_3);
  }

  /** Commits materials to the default branch; returns the commit. */
  public String commit(Map<String, byte[]> materials) {
    Map<String, FileContent> changes = new LinkedHashMap<>();
    materials.forEach((path, content) -> changes.put(path, FileContent.of(content)));
    return repository.commit(BRANCH, changes, "Add release checksums");
  }

  /** Plays the whole release, as fast as GitHub can, with materials changed before the commit. */
  public PublishedRelease play(
      WebhookSender webhooks, String tag, UnaryOperator<Map<String, byte[]>> change) {
    PublishedRelease release = publish(tag);
    webhooks.releasePublished(repository, release.release());
    commitAndFinish(webhooks, release, change.apply(sign(release)));
    return release;
  }

  /** The workflow's end: commits, pushes, completes; returns the answers to both webhooks. */
  public Map<String, Sent> commitAndFinish(
      WebhookSender webhooks, PublishedRelease release, Map<String, byte[]> materials) {
    String before = repository.head(BRANCH);
    String after = commit(materials);
    Map<String, Sent> answers = new LinkedHashMap<>();
    answers.put("push", webhooks.push(repository, BRANCH, before, after));
    WorkflowRun completed = repository.completeWorkflowRun(release.run(), "success");
    answers.put("workflow_run", webhooks.workflowRun(repository, completed));
    return answers;
  }

  /** Where a server under {@code base} takes webhooks. */
  public static URI webhookUri(String base) {
    return URI.create(base + "/webhook");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * A release whose workflow is running.
   *
   * @param manifest what the workflow will sign
   * @param name name of the manifest, without {@code .txt}
   */
  public record PublishedRelease(
      String tag,
      String commit,
      SimulatedRelease release,
      WorkflowRun run,
      String manifest,
      String name) {
    /** Where the manifest will be committed. */
    public String manifestPath() {
      return name + ".txt";
    }
  }
}
