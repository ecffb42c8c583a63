package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.git.ObjectFormat;
import dev.countersign.simulation.git.Person;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository: its Git history, and what people and Apps add to it. */
public final class SimulatedRepository {
  private final long id;
  private final Ids ids;
  private final InstantSource clock;
  private final RepositoryHistory history;
  private final Releases releases = new Releases();
  private final WorkflowRuns workflowRuns = new WorkflowRuns();
  private final CheckRuns checkRuns = new CheckRuns();
  private final Issues issues;
  private final PullRequests pullRequests;
  private final ArchiveAttributes archiveAttributes = new ArchiveAttributes();
  private final RepositorySettings settings;

  SimulatedRepository(
      long id,
      Account owner,
      String name,
      ObjectFormat format,
      Ids ids,
      InstantSource clock,
      Instant createdAt) {
    this.id = id;
    this.ids = ids;
    this.clock = clock;
    this.history = new RepositoryHistory(format, clock);
    this.settings = new RepositorySettings(owner, name, createdAt);
    this.issues = new Issues(ids, clock);
    this.pullRequests = new PullRequests(this, ids, issues, clock);
  }

  public long id() {
    return id;
  }

  public Account owner() {
    return settings.owner();
  }

  public String name() {
    return settings.name();
  }

  /** {@code OWNER/REPO}. */
  public String fullName() {
    return owner().login() + "/" + name();
  }

  /** What its owner may set: default branch, visibility, archived, listing limit. */
  public RepositorySettings settings() {
    return settings;
  }

  /**
   * Commits onto a branch, which comes to be if it does not exist.
   *
   * @param changes new contents by path; other paths stay as they are
   * @return id of the commit
   */
  public String commit(String branch, Map<String, FileContent> changes, String message) {
    return commit(branch, changes, Set.of(), message);
  }

  /** Commits changes and deletions onto a branch; the id of the commit. */
  public String commit(
      String branch,
      Map<String, FileContent> changes,
      Collection<String> deletions,
      String message) {
    return history.commit(branch, changes, deletions, Person.GITHUB_ACTIONS, message).id();
  }

  /** Object id of a commit's tree. */
  public String rootTree(String commit) {
    return history.objects().commit(commit).orElseThrow().tree();
  }

  /** Merges a commit into a branch; the id of the merge. */
  public String merge(String branch, String commit, String message) {
    return history.merge(branch, commit, Person.GITHUB_ACTIONS, message).id();
  }

  /** Makes a branch point at a commit, whatever it pointed at before. */
  public void branch(String name, String commit) {
    history.refs().set("refs/heads/" + name, existing(commit).id());
  }

  /** The commit that a branch points at. */
  public String head(String branch) {
    return history.refs().get("refs/heads/" + branch).orElseThrow();
  }

  /** Makes a lightweight tag point at a commit, whatever it pointed at before. */
  public void tag(String name, String commit) {
    history.refs().set("refs/tags/" + name, existing(commit).id());
  }

  /**
   * Makes a tag point at a new tag object, whatever it pointed at before.
   *
   * @param target a commit, or another tag object
   * @return id of the tag object
   */
  public String annotatedTag(String name, String target, String message) {
    return history.annotatedTag(name, target, message).id();
  }

  public void deleteTag(String name) {
    history.refs().delete("refs/tags/" + name);
  }

  /** Publishes a release; a tag that does not exist is made at the head of the default branch. */
  public SimulatedRelease publishRelease(String tag) {
    SimulatedRelease release = draftRelease(tag);
    publish(release);
    return release;
  }

  /** Drafts a release, which nobody sees until it is published. */
  public SimulatedRelease draftRelease(String tag) {
    SimulatedRelease release =
        new SimulatedRelease(ids.next(), tag, settings.defaultBranch(), clock.instant());
    releases.add(release);
    return release;
  }

  /** Publishes a draft. */
  public void publish(SimulatedRelease release) {
    if (history.refs().get("refs/tags/" + release.tag()).isEmpty()) {
      tag(release.tag(), head(release.target()));
    }
    release.publishedAt(clock.instant());
  }

  /** Uploads a file to a release's page, in place of one of that name. */
  public void uploadAsset(SimulatedRelease release, String name, byte[] content) {
    release.upload(new SimulatedAsset(ids.next(), name, content, false));
  }

  /** The same as it was before June 2025, when GitHub computed no digest of it. */
  public void uploadAssetWithoutDigest(SimulatedRelease release, String name, byte[] content) {
    release.upload(new SimulatedAsset(ids.next(), name, content, true));
  }

  /** Deletes a release; its tag stays. */
  public void deleteRelease(SimulatedRelease release) {
    if (!releases.delete(release)) {
      throw new IllegalArgumentException("no such release: " + release.tag());
    }
  }

  /** Starts a workflow run. */
  public WorkflowRun startWorkflowRun(
      String workflowPath, String event, String headBranch, String headSha) {
    Instant now = clock.instant();
    return workflowRuns.put(
        new WorkflowRun(
            ids.next(), workflowPath, event, headBranch, headSha, Optional.empty(), now, now));
  }

  /** Ends a workflow run. */
  public WorkflowRun completeWorkflowRun(WorkflowRun run, String conclusion) {
    return workflowRuns.put(run.completed(conclusion, clock.instant()));
  }

  /** Issues, and the comments on them and on pull requests. */
  public Issues issues() {
    return issues;
  }

  public PullRequests pullRequests() {
    return pullRequests;
  }

  /** Leaves a path, and all below it, out of archives. */
  public void exportIgnore(String path) {
    archiveAttributes.exportIgnore(path);
  }

  /** Gives a path other content in archives than in the tree. */
  public void exportSubst(String path, byte[] content) {
    archiveAttributes.exportSubst(path, content);
  }

  /** Check runs as they stand now, newest first. */
  public List<CheckRun> checkRuns() {
    return checkRuns.all();
  }

  /** Every state of every check run, in the order in which they were written. */
  public List<CheckRun> checkRunHistory() {
    return checkRuns.history();
  }

  /** What becomes of a check run when somebody presses Re-run: it waits to be concluded. */
  public CheckRun rerun(CheckRun run) {
    return checkRuns.reset(run.id());
  }

  /** Adds a successful check run of another App. */
  public CheckRun addForeignCheckRun(long appId, String name, String headSha) {
    Instant now = clock.instant();
    return checkRuns.put(
        new CheckRun(
            ids.next(),
            appId,
            name,
            headSha,
            "",
            "",
            "completed",
            Optional.of("success"),
            now,
            Optional.of(now),
            CheckRun.Output.NONE,
            List.of()));
  }

  RepositoryHistory history() {
    return history;
  }

  Releases releases() {
    return releases;
  }

  WorkflowRuns workflowRuns() {
    return workflowRuns;
  }

  CheckRuns checkRunBook() {
    return checkRuns;
  }

  ArchiveAttributes archiveAttributes() {
    return archiveAttributes;
  }

  private Commit existing(String commit) {
    return history
        .objects()
        .commit(commit)
        .orElseThrow(() -> new IllegalArgumentException("no such commit: " + commit));
  }
}
