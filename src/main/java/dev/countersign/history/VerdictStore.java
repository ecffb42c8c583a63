package dev.countersign.history;

import dev.countersign.history.KeptVerdict.Change;
import dev.countersign.history.KeptVerdict.Concluded;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each release's verdict, one row of the table {@code verdicts} for each release.
 */
public final class VerdictStore {
  /** Largest page that is kept whole, in bytes as it is kept. */
  public static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

  /** The last conclusion stays while a look is in progress, and so does the one before it. */
  private static final String SAVE =
      """
      insert into verdicts (repository_id, tag, installation_id, repository, visibility, commit_id,
        conclusion, title, concluded_at, page, saved_at)
      values (:repositoryId, :tag, :installationId, :repository, :visibility, :commit,
        :conclusion, :title, :concludedAt, :page, :now)
      on conflict (repository_id, tag) do update set
        installation_id = excluded.installation_id,
        repository = excluded.repository,
        visibility = excluded.visibility,
        commit_id = excluded.commit_id,
        page = excluded.page,
        saved_at = excluded.saved_at,
        conclusion = coalesce(excluded.conclusion, verdicts.conclusion),
        title = coalesce(excluded.title, verdicts.title),
        concluded_at = case
          when verdicts.conclusion = excluded.conclusion and verdicts.title = excluded.title
            then verdicts.concluded_at
          else coalesce(excluded.concluded_at, verdicts.concluded_at) end,
        previous_conclusion = case
          when verdicts.conclusion <> excluded.conclusion or verdicts.title <> excluded.title
            then verdicts.conclusion
          else verdicts.previous_conclusion end,
        previous_title = case
          when verdicts.conclusion <> excluded.conclusion or verdicts.title <> excluded.title
            then verdicts.title
          else verdicts.previous_title end,
        previous_at = case
          when verdicts.conclusion <> excluded.conclusion or verdicts.title <> excluded.title
            then verdicts.concluded_at
          else verdicts.previous_at end
      """;

  private static final String FIND =
      """
      select installation_id, repository_id, repository, visibility, tag, commit_id, conclusion,
        title, concluded_at, previous_conclusion, previous_title, previous_at,
        length(page) as page_bytes
      from verdicts
      """;

  private static final String FIND_BY_ID =
      FIND + "where repository_id = :repositoryId and tag = :tag";

  /** A name that was given away may stand in the rows of two repositories. */
  private static final String FIND_BY_NAME =
      FIND
          + """
          where lower(repository) = lower(:repository) and tag = :tag
          order by saved_at desc, repository_id desc limit 1
          """;

  private static final String PAGE =
      "select page from verdicts where repository_id = :repositoryId and tag = :tag";

  private static final String PRUNE =
      """
      delete from verdicts where (repository_id, tag) in
        (select repository_id, tag from verdicts where saved_at < :before limit :limit)
      """;

  /** In steps: one long transaction would keep deliveries waiting. */
  private static final int PRUNED_AT_ONCE = 100;

  private final Jdbi jdbi;

  public VerdictStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps what is said of a release now. A conclusion with another title counts as another
   * conclusion; what was concluded before is kept beside it.
   */
  public void save(RepositoryTarget target, Release release, ReleasePage page, Instant now) {
    @Nullable Conclusion conclusion = page.conclusion();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("repositoryId", target.repositoryId())
                .bind("tag", release.tag())
                .bind("installationId", target.installationId())
                .bind("repository", release.repository().fullName())
                .bind("visibility", release.visibility())
                .bind("commit", release.commit())
                .bind("conclusion", conclusion == null ? null : conclusion.name())
                .bind("title", conclusion == null ? null : page.title())
                .bind("concludedAt", conclusion == null ? null : now.toEpochMilli())
                .bind("page", PageBytes.of(page, MAX_PAGE_BYTES))
                .bind("now", now.toEpochMilli())
                .execute());
  }

  /** What is kept of a release. */
  public Optional<KeptVerdict> find(long repositoryId, String tag) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND_BY_ID)
                .bind("repositoryId", repositoryId)
                .bind("tag", tag)
                .map((row, context) -> verdict(row))
                .findOne());
  }

  /**
   * The same by the repository's name, as GitHub compares names. Where several repositories had it
   * one after the other, it is the one that was seen last.
   */
  public Optional<KeptVerdict> find(RepositoryName repository, String tag) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND_BY_NAME)
                .bind("repository", repository.fullName())
                .bind("tag", tag)
                .map((row, context) -> verdict(row))
                .findOne());
  }

  /**
   * The page of a release, as it is kept now; empty if it is kept no longer, or in a form that this
   * version cannot read.
   */
  public Optional<ReleasePage> page(KeptVerdict verdict) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(PAGE)
                    .bind("repositoryId", verdict.target().repositoryId())
                    .bind("tag", verdict.tag())
                    .map((row, context) -> row.getBytes("page"))
                    .findOne())
        .flatMap(PageBytes::read);
  }

  /** Deletes what was last said of a release before {@code before}. */
  public void prune(Instant before) {
    int pruned;
    do {
      pruned =
          jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(PRUNE)
                      .bind("before", before.toEpochMilli())
                      .bind("limit", PRUNED_AT_ONCE)
                      .execute());
    } while (pruned == PRUNED_AT_ONCE);
  }

  private static KeptVerdict verdict(ResultSet row) throws SQLException {
    Optional<Concluded> concluded =
        concluded(row.getString("conclusion"), row.getString("title"), row.getLong("concluded_at"));
    Optional<Concluded> previous =
        concluded(
            row.getString("previous_conclusion"),
            row.getString("previous_title"),
            row.getLong("previous_at"));
    return new KeptVerdict(
        new RepositoryTarget(
            row.getLong("installation_id"),
            row.getLong("repository_id"),
            RepositoryName.parse(row.getString("repository"))),
        row.getString("visibility"),
        row.getString("tag"),
        row.getString("commit_id"),
        concluded,
        concluded.flatMap(now -> previous.map(before -> change(before, now))),
        row.getInt("page_bytes"));
  }

  private static Optional<Concluded> concluded(
      @Nullable String conclusion, @Nullable String title, long at) {
    return conclusion == null || title == null
        ? Optional.empty()
        : Optional.of(
            new Concluded(Conclusion.valueOf(conclusion), title, Instant.ofEpochMilli(at)));
  }

  private static Change change(Concluded before, Concluded now) {
    return new Change(before.conclusion(), before.title(), before.at(), now.at());
  }
}
