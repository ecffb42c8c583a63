package dev.countersign.github;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
  private static final int LOCKS = 64;
  private static final int REMEMBERED = 10_000;

  private final RepositoryClients clients;
  private final long appId;
  private final Faults faults;
  private final InstantSource clock;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** GitHub lists a check run only some time after it was created. */
  private final BoundedCache<Key, Long> created = new BoundedCache<>(REMEMBERED);

  GitHubCheckRuns(RepositoryClients clients, long appId, Faults faults, InstantSource clock) {
    this.clients = clients;
    this.appId = appId;
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public void publish(
      RepositoryTarget target, String headSha, String externalId, CheckReport report) {
    Key key = new Key(target.repositoryId(), headSha, externalId);
    GHRepository repository = clients.of(target, TokenScope.PUBLISH).recent().api();
    ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
    lock.lock();
    try {
      faults.interpreting(
          "check run " + externalId + " on commit " + headSha,
          () -> publish(repository, key, report));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the check run's id. */
  private long publish(GHRepository repository, Key key, CheckReport report) throws IOException {
    Optional<GHCheckRun> listed = find(repository, key);
    if (listed.isPresent()) {
      long id = listed.get().getId();
      if (!says(listed.get(), report)) {
        send(repository.updateCheckRun(id), report);
      }
      return id;
    }
    Optional<Long> remembered = created.find(key);
    if (remembered.isPresent() && isUpdated(repository, remembered.get(), report)) {
      return remembered.get();
    }
    GHCheckRunBuilder builder =
        repository
            .createCheckRun(CheckReport.NAME, key.headSha())
            .withExternalID(key.externalId())
            .withStartedAt(Date.from(clock.instant()));
    long id = send(builder, report).getId();
    created.put(key, id);
    return id;
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

  private boolean isUpdated(GHRepository repository, long id, CheckReport report)
      throws IOException {
    try {
      send(repository.updateCheckRun(id), report);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private GHCheckRun send(GHCheckRunBuilder builder, CheckReport report) throws IOException {
    builder.add(
        new GHCheckRunBuilder.Output(report.title(), report.summary()).withText(report.text()));
    if (report.conclusion().isPresent()) {
      builder
          .withStatus(GHCheckRun.Status.COMPLETED)
          .withConclusion(conclusion(report.conclusion().get()))
          .withCompletedAt(Date.from(clock.instant()));
    } else {
      builder.withStatus(GHCheckRun.Status.IN_PROGRESS);
    }
    return builder.create();
  }

  private static boolean says(GHCheckRun run, CheckReport report) {
    GHCheckRun.Status status =
        report.conclusion().isPresent()
            ? GHCheckRun.Status.COMPLETED
            : GHCheckRun.Status.IN_PROGRESS;
    GHCheckRun.Conclusion conclusion =
        report.conclusion().map(GitHubCheckRuns::conclusion).orElse(null);
    GHCheckRun.Output output = run.getOutput();
    return run.getStatus() == status
        && run.getConclusion() == conclusion
        && output != null
        && report.title().equals(output.getTitle())
        && report.summary().equals(Objects.requireNonNullElse(output.getSummary(), ""))
        && report.text().equals(Objects.requireNonNullElse(output.getText(), ""));
  }

  private static GHCheckRun.Conclusion conclusion(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> GHCheckRun.Conclusion.SUCCESS;
      case FAILURE -> GHCheckRun.Conclusion.FAILURE;
      case TIMED_OUT -> GHCheckRun.Conclusion.TIMED_OUT;
      case ACTION_REQUIRED -> GHCheckRun.Conclusion.ACTION_REQUIRED;
    };
  }

  private record Key(long repositoryId, String headSha, String externalId) {}
}
