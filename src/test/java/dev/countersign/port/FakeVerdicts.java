package dev.countersign.port;

import dev.countersign.report.CheckReport;
import dev.countersign.verification.Release;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept of verdicts, in memory. */
public final class FakeVerdicts implements Verdicts {
  public final List<CheckReport> kept = new ArrayList<>();
  public Optional<URI> page = Optional.empty();
  private final Map<String, Change> last = new HashMap<>();
  private final Map<String, Change> before = new HashMap<>();

  @Override
  public Optional<Change> keep(
      RepositoryTarget target,
      Release release,
      CheckReport report,
      Optional<Verdict> verdict,
      Instant now) {
    kept.add(report);
    report
        .conclusion()
        .ifPresent(
            conclusion -> {
              Change change = new Change(conclusion, report.title(), now);
              Change former = last.put(release.tag(), change);
              if (former != null
                  && (former.conclusion() != conclusion
                      || !former.title().equals(report.title()))) {
                before.put(release.tag(), new Change(former.conclusion(), former.title(), now));
              }
            });
    return Optional.ofNullable(before.get(release.tag()));
  }

  @Override
  public Optional<URI> page(Release release) {
    return page;
  }
}
