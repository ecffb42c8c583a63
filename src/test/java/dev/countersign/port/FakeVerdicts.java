package dev.countersign.port;

import dev.countersign.report.ReleasePage;
import dev.countersign.verification.Release;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept of verdicts, in memory. */
public final class FakeVerdicts implements Verdicts {
  public final List<ReleasePage> kept = new ArrayList<>();
  public Optional<URI> address = Optional.empty();
  private final Map<String, Change> last = new HashMap<>();
  private final Map<String, Change> before = new HashMap<>();

  @Override
  public Optional<Change> keep(
      RepositoryTarget target, Release release, ReleasePage page, Instant now) {
    kept.add(page);
    page.concluded()
        .ifPresent(
            conclusion -> {
              Change change = new Change(conclusion, page.title(), now);
              Change former = last.put(release.tag(), change);
              if (former != null
                  && (former.conclusion() != conclusion || !former.title().equals(page.title()))) {
                before.put(release.tag(), new Change(former.conclusion(), former.title(), now));
              }
            });
    return Optional.ofNullable(before.get(release.tag()));
  }

  @Override
  public Optional<URI> page(Release release) {
    return address;
  }
}
