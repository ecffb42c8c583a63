package dev.countersign;

import dev.countersign.history.KeptVerdict;
import dev.countersign.history.VerdictStore;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Verdicts;
import dev.countersign.report.ReleasePage;
import dev.countersign.verification.Release;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The verdicts of all releases, kept in the database and shown on this server's pages. */
final class KeptVerdicts implements Verdicts {
  private final VerdictStore store;
  private final URI baseUrl;

  KeptVerdicts(VerdictStore store, URI baseUrl) {
    this.store = store;
    this.baseUrl = baseUrl;
  }

  @Override
  public Optional<Change> keep(
      RepositoryTarget target, Release release, ReleasePage page, Instant now) {
    store.save(target, release, page, now);
    return store
        .find(target.repositoryId(), release.tag())
        .flatMap(KeptVerdict::change)
        .map(before -> new Change(before.conclusion(), before.title(), before.until()));
  }

  @Override
  public Optional<URI> page(Release release) {
    return release.visibility().equals("public")
        ? Optional.of(ReleasePage.address(baseUrl, release.repository(), release.tag()))
        : Optional.empty();
  }
}
