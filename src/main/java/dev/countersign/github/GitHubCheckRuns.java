package dev.countersign.github;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.Annotation;
import dev.countersign.report.CheckReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;

/**
 * Check runs over GitHub's REST API, found again by commit, name, App and external id.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs">REST API: check runs</a>
 */
final class GitHubCheckRuns implements CheckRuns {
  private static final int PAGE_SIZE = 100;
  private static final int REMEMBERED = 10_000;

  private final RepositoryClients clients;
  private final long appId;
  private final Faults faults;
  private final ContentPace contentPace;
  private final InstantSource clock;
  private final CheckRunContent content;
  private final Turns oneAtATime = new Turns();

  /** GitHub lists a check run only some time after it was created. */
  private final BoundedCache<Key, Published> published = new BoundedCache<>(REMEMBERED);

  GitHubCheckRuns(
      RepositoryClients clients,
      long appId,
      Faults faults,
      ContentPace contentPace,
      InstantSource clock) {
    this.clients = clients;
    this.contentPace = contentPace;
    this.appId = appId;
    this.faults = faults;
    this.clock = clock;
    this.content = new CheckRunContent(clock);
  }

  @Override
  public Optional<Instant> turn(long installationId, String queue, String subject) {
    return contentPace.turn(Long.toString(installationId), queue, subject, clock.instant());
  }

  @Override
  public void publish(
      RepositoryTarget target, String headSha, String externalId, CheckReport report) {
    Key key = new Key(target.repositoryId(), headSha, externalId);
    RepositoryClient client = clients.of(target, TokenScope.PUBLISH);
    RepositoryState state = client.recent();
    oneAtATime.take(
        key,
        () ->
            faults.interpreting(
                "check run " + externalId + " on commit " + headSha,
                () -> publish(client, state, key, report)));
  }

  /** Returns the check run's id. */
  private long publish(RepositoryClient client, RepositoryState state, Key key, CheckReport report)
      throws IOException {
    Optional<Published> last = published.find(key);
    Optional<GHCheckRun> run = Optional.empty();
    if (last.isPresent() && isUpdatedUnseen(last.get(), report)) {
      run = update(client, state, last.get(), report);
    }
    if (run.isEmpty()) {
      run = updateListed(client, state, key, report);
    }
    if (run.isEmpty() && last.isPresent()) {
      run = update(client, state, last.get(), report);
    }
    if (run.isEmpty()) {
      return create(client.api(state), key, report);
    }
    boolean annotated = annotations(run.get()) > 0 || !report.annotations().isEmpty();
    return remember(key, new Published(run.get().getId(), report.hashCode(), annotated));
  }

  private Optional<GHCheckRun> updateListed(
      RepositoryClient client, RepositoryState state, Key key, CheckReport report)
      throws IOException {
    Optional<GHCheckRun> listed = find(client.api(state), key);
    if (listed.isPresent()) {
      complete(
          client, state, listed.get(), report, shown -> CheckRunContent.says(listed.get(), shown));
    }
    return listed;
  }

  /**
   * Whether a check run need not be looked at before it is told something: it says something else
   * as far as this process knows, and there are no annotations to compare.
   */
  private static boolean isUpdatedUnseen(Published last, CheckReport report) {
    return last.reportHash() != report.hashCode()
        && !last.annotated()
        && report.annotations().isEmpty();
  }

  private static int annotations(GHCheckRun run) {
    return run.getOutput() == null ? 0 : run.getOutput().getAnnotationsCount();
  }

  private long remember(Key key, Published run) {
    published.put(key, run);
    return run.id();
  }

  private long create(GHRepository repository, Key key, CheckReport report) throws IOException {
    GHCheckRunBuilder builder =
        repository
            .createCheckRun(CheckReport.NAME, key.headSha())
            .withExternalID(key.externalId())
            .withStartedAt(Date.from(clock.instant()));
    List<Annotation> all = report.annotations();
    List<Annotation> first = all.subList(0, Math.min(CheckRunContent.MAX_ANNOTATIONS, all.size()));
    long id = content.addTo(builder, report, first).create().getId();
    // Remembered before anything else can go wrong.
    remember(key, new Published(id, report.hashCode(), !all.isEmpty()));
    List<Annotation> rest = all.subList(first.size(), all.size());
    if (!rest.isEmpty()) {
      repository.updateCheckRun(id).add(CheckRunContent.output(report, rest)).create();
    }
    return id;
  }

  /** Makes the check run that this process published say what {@code report} says, if there is. */
  private Optional<GHCheckRun> update(
      RepositoryClient client, RepositoryState state, Published last, CheckReport report)
      throws IOException {
    GHCheckRun updated;
    try {
      updated =
          content.addTo(client.api(state).updateCheckRun(last.id()), report, List.of()).create();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    complete(client, state, updated, report, report::equals);
    return Optional.of(updated);
  }

  /**
   * Sends what a check run lacks. The text goes with the first of the annotations, so nobody ever
   * sees a conclusion with another verdict's text, and what is lacking after a crash in between is
   * found by comparing again.
   *
   * @param says whether the check run says what a report says, annotations aside
   */
  private void complete(
      RepositoryClient client,
      RepositoryState state,
      GHCheckRun run,
      CheckReport report,
      Predicate<CheckReport> says)
      throws IOException {
    int count = annotations(run);
    List<Annotation> missing = report.annotations();
    int outdated = count;
    if (count > 0 && !report.annotations().isEmpty()) {
      Optional<CheckRunAnnotations> present =
          CheckRunAnnotations.read(client, state, run.getId(), count);
      if (present.isEmpty()) {
        sendUnless(says, client.api(state), run, report, List.of());
        throw Faults.notKnownYet("all annotations of check run " + run.getId());
      }
      missing = present.get().missing(report.annotations());
      outdated = present.get().besides(report.annotations());
    }
    sendUnless(says, client.api(state), run, report.besideOutdatedAnnotations(outdated), missing);
  }

  private void sendUnless(
      Predicate<CheckReport> says,
      GHRepository repository,
      GHCheckRun run,
      CheckReport report,
      List<Annotation> missing)
      throws IOException {
    if (!says.test(report) || !missing.isEmpty()) {
      content.addTo(repository.updateCheckRun(run.getId()), report, missing).create();
    }
  }

  private Optional<GHCheckRun> find(GHRepository repository, Key key) throws IOException {
    Map<String, Object> parameters =
        Map.of("check_name", CheckReport.NAME, "app_id", appId, "filter", "all");
    return repository
        .getCheckRuns(key.headSha(), parameters)
        .withPageSize(PAGE_SIZE)
        .toList()
        .stream()
        .filter(run -> CheckReport.NAME.equals(run.getName()))
        .filter(run -> run.getApp() != null && run.getApp().getId() == appId)
        .filter(run -> key.externalId().equals(run.getExternalId()))
        .findFirst();
  }

  private record Key(long repositoryId, String headSha, String externalId) {}

  /**
   * A check run that this process created or updated.
   *
   * @param id its id
   * @param reportHash tells what it was told last
   * @param annotated whether it has annotations
   */
  private record Published(long id, int reportHash, boolean annotated) {}
}
