package dev.countersign.web;

import dev.countersign.history.KeptVerdict;
import dev.countersign.history.VerdictStore;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.ReleasePage;
import dev.countersign.verification.RepositoryName;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /OWNER/REPO/releases/TAG}: all that was found about a release of a repository that
 * everybody may read. Any other answers as if there were none: with one and the same page.
 */
public final class ReleasePageHandler implements Handler {
  /** The route; tags may have slashes. */
  public static final String PATH = "/{owner}/{repository}/releases/<tag>";

  private static final Logger log = LoggerFactory.getLogger(ReleasePageHandler.class);

  private static final int REMEMBERED_REPOSITORIES = 1_000;

  /** KiB of kept pages that may be rendered at once; as HTML they are about ten times as large. */
  private static final int RENDERED_AT_ONCE = 8 * 1024;

  private final VerdictStore store;
  private final PublicRepositories publicRepositories;
  private final String reasonCodes;
  private final Pages pages = new Pages();
  private final byte[] notFound =
      pages.message("Not found", "There is no such release here, or not everybody may see it.");
  private final byte[] unavailable =
      pages.message("Not available now", "This page cannot be shown now. Try again in a minute.");
  private final Semaphore room = new Semaphore(RENDERED_AT_ONCE);

  /**
   * @param isPublic asks GitHub whether everybody may read a repository now
   * @param baseUrl how others reach the server, without a slash at its end
   */
  public ReleasePageHandler(
      VerdictStore store, Predicate<RepositoryTarget> isPublic, URI baseUrl, InstantSource clock) {
    this.store = store;
    this.publicRepositories = new PublicRepositories(isPublic, clock, REMEMBERED_REPOSITORIES);
    this.reasonCodes = baseUrl.getRawPath() + ReasonCodesHandler.PATH;
  }

  @Override
  public void handle(Context context) throws IOException {
    Optional<KeptVerdict> kept;
    try {
      kept = find(context).filter(verdict -> publicRepositories.contains(verdict.target()));
    } catch (GitHubUnavailableException e) {
      log.warn("nobody can say whether a repository is public: {}", e.getMessage());
      pages.send(context, 503, unavailable);
      return;
    }
    if (kept.isPresent()) {
      show(context, kept.get());
    } else {
      pages.send(context, 404, notFound);
    }
  }

  /**
   * What was not public when it was last verified is not even asked for, so that it takes no longer
   * to answer than for a release that does not exist.
   */
  private Optional<KeptVerdict> find(Context context) {
    return name(context)
        .flatMap(name -> store.find(name, context.pathParam("tag")))
        .filter(KeptVerdict::wasPublic);
  }

  private static Optional<RepositoryName> name(Context context) {
    try {
      return Optional.of(
          new RepositoryName(context.pathParam("owner"), context.pathParam("repository")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void show(Context context, KeptVerdict verdict) throws IOException {
    int size = Math.min(RENDERED_AT_ONCE, 1 + verdict.pageBytes() / 1024);
    if (!room.tryAcquire(size)) {
      pages.send(context, 503, unavailable);
      return;
    }
    try {
      Optional<ReleasePage> page = store.page(verdict);
      if (page.isPresent()) {
        show(context, verdict, page.get());
      } else {
        pages.send(context, 404, notFound);
      }
    } finally {
      room.release(size);
    }
  }

  private void show(Context context, KeptVerdict verdict, ReleasePage page) throws IOException {
    pages.stream(
        context,
        "release.jte",
        Map.of(
            "page",
            page,
            "headline",
            Headline.of(page),
            "course",
            Course.of(verdict, page),
            "explanation",
            Explanation.html(page.explanation()),
            "reasonCodes",
            reasonCodes));
  }
}
