package dev.countersign.job;

import dev.countersign.job.KnownRepositories.Known;
import dev.countersign.materials.Belonging;
import dev.countersign.port.Activity;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look through the newest releases of a repository, of a constant number of requests: those of
 * which something changed since their verdict was made, and those that were never heard of, are
 * looked at. So whatever became of the events, the verdicts are right within a day, and soon after
 * a start.
 */
final class SurveyAttempt extends Attempt {
  private static final Logger log = LoggerFactory.getLogger(SurveyAttempt.class);

  /** Between two looks that nothing asked for. */
  static final Duration INTERVAL = Duration.ofDays(1);

  /** Until it is looked again whether what was unexplained belongs to a release that was woken. */
  private static final Duration UNTIL_EXPLAINED = Duration.ofMinutes(2);

  private final JobTable jobs;
  private final KnownRepositories repositories;

  /** Releases to look at. */
  private final Set<String> concerned = new HashSet<>();

  /** Releases to look at if what is unexplained is explained by no other. */
  private final Set<String> perhaps = new HashSet<>();

  SurveyAttempt(JobPorts ports, OpenJob job, JobTable jobs, KnownRepositories repositories) {
    super(ports, job);
    this.jobs = jobs;
    this.repositories = repositories;
  }

  @Override
  Next look() {
    RecentReleases recent = ports.activity().recentReleases(job.target());
    Branch branch = ports.branches().at(job.target(), recent.branchHead());
    boolean wanted = branch.optsIn() && !recent.archived();
    repositories.save(
        new Known(job.target(), wanted, branch.policy().materials(), now),
        wanted ? Optional.of(nextSurvey()) : Optional.empty());
    if (!wanted) {
      log.info("closed: the repository has neither a configuration file nor materials");
      return new Next.Close(progress);
    }
    compare(recent, branch);
    boolean sure = !concerned.isEmpty();
    Set<String> wake = sure ? concerned : perhaps;
    log.info("{} of {} releases are to be looked at", wake.size(), recent.releases().size());
    List<Woken> woken = new ArrayList<>();
    for (String tag : wake) {
      woken.add(jobs.open(job.target(), new Subject.Release(tag), now));
    }
    return sure && !perhaps.isEmpty()
        ? new Next.Again(now.plus(UNTIL_EXPLAINED), progress, woken)
        : new Next.Close(progress, woken);
  }

  private void compare(RecentReleases recent, Branch branch) {
    Map<String, KnownRelease> known =
        repositories.releases(job.target().repositoryId()).stream()
            .collect(Collectors.toMap(KnownRelease::tag, Function.identity()));
    Set<String> keys = Set.copyOf(branch.keys().values());
    Set<String> unclaimed = new HashSet<>(keys);
    known.values().forEach(release -> unclaimed.removeAll(owned(release)));
    for (ReleaseState release : recent.releases()) {
      String tag = release.release().tag();
      if (branch.policy().selectsTag(tag)) {
        compare(release, Optional.ofNullable(known.remove(tag)), branch, keys, unclaimed);
      } else {
        known.remove(tag);
      }
    }
    if (recent.releases().size() < Activity.RECENT_RELEASES) {
      // These are all there are: what is not among them is gone.
      known.values().stream()
          .filter(release -> release.progress().commit().isPresent())
          .filter(release -> release.progress().published())
          .forEach(release -> concerned.add(release.tag()));
    }
  }

  private void compare(
      ReleaseState release,
      Optional<KnownRelease> known,
      Branch branch,
      Set<String> keys,
      Set<String> unclaimed) {
    String tag = release.release().tag();
    if (known.filter(KnownRelease::open).isPresent()) {
      return;
    }
    Instant deadline = release.publishedAt().plus(branch.policy().patience());
    Optional<Seen> seen = known.flatMap(job -> job.progress().seen());
    if (seen.isEmpty()) {
      boolean isNews = now.isBefore(deadline.plus(Pace.LATE));
      if (isNews || known.filter(job -> job.progress().published()).isPresent()) {
        concerned.add(tag);
      } else if (!unclaimed.isEmpty()) {
        perhaps.add(tag);
      }
      return;
    }
    boolean same =
        seen.get().state().equals(Seen.stateOf(release, branch.configuration().id()))
            && !seen.get().lacksAny(keys);
    if (!same) {
      concerned.add(tag);
    } else if (!seen.get().sets().keySet().containsAll(unclaimed)) {
      perhaps.add(tag);
    }
  }

  private static Set<String> owned(KnownRelease release) {
    return release.progress().seen().stream()
        .flatMap(seen -> seen.sets().entrySet().stream())
        .filter(set -> set.getValue() == Belonging.OWN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Within a day, at the repository's own time of day: they are spread over all of it. */
  private Instant nextSurvey() {
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    long second = Math.floorMod(job.target().repositoryId() * 2_654_435_761L, INTERVAL.toSeconds());
    Instant today = day.plusSeconds(second);
    return today.isAfter(now) ? today : today.plus(INTERVAL);
  }
}
