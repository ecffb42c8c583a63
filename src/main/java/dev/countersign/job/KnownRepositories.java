package dev.countersign.job;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Glob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * What is known of each repository: the table {@code repositories}, which says when it is looked
 * through again, and the jobs of its releases.
 */
final class KnownRepositories {
  private static final String SAVE =
      """
      insert into repositories
        (id, installation_id, name, materials, opted_in, surveyed_at, survey_at)
      values (:id, :installationId, :name, :materials, :optedIn, :now, :surveyAt)
      on conflict (id) do update set
        installation_id = excluded.installation_id,
        name = excluded.name,
        materials = excluded.materials,
        opted_in = excluded.opted_in,
        surveyed_at = excluded.surveyed_at,
        survey_at = excluded.survey_at
      """;

  private static final String FIND =
      """
      select *, id as repository_id, name as repository from repositories where id = :id
      """;

  private static final String RELEASES =
      """
      select * from jobs where repository_id = :repositoryId and kind = 'RELEASE'
      order by opened_at desc limit 200
      """;

  private static final String STANDING_ON =
      """
      select jobs.* from jobs join standings on standings.job_id = jobs.id
      where standings.repository_id = :repositoryId and standings.commit_id = :commit
      """;

  /** The longest overdue first, so that one with many repositories holds up no other for long. */
  private static final String DUE =
      """
      select * from
        (select *, id as repository_id, name as repository,
          row_number() over (partition by installation_id order by survey_at, surveyed_at) as place
        from repositories where survey_at <= :now) as due
      where place <= :each order by survey_at, surveyed_at
      """;

  private static final String OF_INSTALLATION =
      """
      select *, id as repository_id, name as repository from repositories
      where installation_id = :installationId order by id
      """;

  private static final String LOSE =
      """
      update repositories set survey_at = null, opted_in = false
      where installation_id = :installationId and (:all or id in (<repositoryIds>))
      """;

  private static final String ADVANCE =
      """
      update repositories set survey_at = :at where survey_at > :at and surveyed_at < :since
      """;

  private static final String POSTPONE = "update repositories set survey_at = :next where id = :id";

  private final Jdbi jdbi;

  KnownRepositories(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A repository that was looked through.
   *
   * @param optedIn whether it has a configuration file or materials
   * @param materials where its manifests are
   */
  record Known(RepositoryTarget target, boolean optedIn, List<Glob> materials, Instant surveyedAt) {
    Known {
      materials = List.copyOf(materials);
    }
  }

  /**
   * Keeps what a look through a repository found.
   *
   * @param surveyAt when it is looked through next; empty for one that has nothing to look at
   */
  void save(Known known, Optional<Instant> surveyAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("id", known.target().repositoryId())
                .bind("installationId", known.target().installationId())
                .bind("name", known.target().name().fullName())
                .bind(
                    "materials",
                    known.materials().stream().map(Glob::pattern).collect(Collectors.joining("\n")))
                .bind("optedIn", known.optedIn())
                .bind("now", known.surveyedAt().toEpochMilli())
                .bind("surveyAt", JobRow.millis(surveyAt))
                .execute());
  }

  Optional<Known> find(long repositoryId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", repositoryId)
                .map((row, context) -> known(row))
                .findOne());
  }

  /** The jobs of a repository's releases, open or closed, those that were opened last first. */
  List<KnownRelease> releases(long repositoryId) {
    return jdbi.withHandle(
        handle -> {
          Map<String, List<Standing>> standings = StandingTable.ofRepository(handle, repositoryId);
          return handle
              .createQuery(RELEASES)
              .bind("repositoryId", repositoryId)
              .map(
                  (row, context) ->
                      JobRow.release(row, standings.getOrDefault(row.getString("id"), List.of())))
              .list();
        });
  }

  /** What has a check run on this commit. */
  List<Subject> standingOn(long repositoryId, String commit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STANDING_ON)
                .bind("repositoryId", repositoryId)
                .bind("commit", commit)
                .map((row, context) -> JobRow.subject(row))
                .list());
  }

  /**
   * Repositories that are due to be looked through.
   *
   * @param each most of them of one installation
   */
  List<RepositoryTarget> due(int each, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DUE)
                .bind("each", each)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> JobRow.target(row))
                .list());
  }

  /** All that were ever looked through for an installation. */
  List<RepositoryTarget> ofInstallation(long installationId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_INSTALLATION)
                .bind("installationId", installationId)
                .map((row, context) -> JobRow.target(row))
                .list());
  }

  /**
   * Lets those be looked through sooner that have not been lately.
   *
   * @param since those that were looked through after it stay due when they are
   */
  void advance(Instant at, Instant since) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ADVANCE)
                .bind("at", at.toEpochMilli())
                .bind("since", since.toEpochMilli())
                .execute());
  }

  void postpone(long repositoryId, Instant next) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(POSTPONE)
                .bind("id", repositoryId)
                .bind("next", next.toEpochMilli())
                .execute());
  }

  /** These may not be read any more; empty: none of the installation. */
  void lose(long installationId, Optional<Set<Long>> repositoryIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(LOSE)
                .bind("installationId", installationId)
                .bind("all", repositoryIds.isEmpty())
                .bindList("repositoryIds", List.copyOf(repositoryIds.orElse(Set.of(0L))))
                .execute());
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        JobRow.target(row),
        row.getBoolean("opted_in"),
        Stream.of(row.getString("materials").split("\n", -1)).map(Glob::ofPath).toList(),
        Instant.ofEpochMilli(row.getLong("surveyed_at")));
  }
}
