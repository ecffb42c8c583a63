package dev.countersign.job;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code standings}: where the check runs of each job stand, one row for each commit. */
final class StandingTable {
  private static final String EXPECT =
      """
      insert into standings (job_id, commit_id, repository_id, role, state)
      values (:id, :commit, :repositoryId, 'FORMER', 'WAITING')
      on conflict (job_id, commit_id) do update set state = 'WAITING'
      """;

  private static final String OF_JOB =
      """
      select commit_id, role, state from standings where job_id = :id order by role desc, commit_id
      """;

  private static final String OF_REPOSITORY =
      """
      select job_id, commit_id, role, state from standings where repository_id = :repositoryId
      order by role desc, commit_id
      """;

  private static final String SAVE =
      """
      insert into standings (job_id, commit_id, repository_id, role, state)
      select id, :commit, repository_id, :role, :state from jobs where id = :id
      """;

  private StandingTable() {}

  /** The check run on {@code commit} waits, whatever is known of it. */
  static void expect(Handle handle, String id, long repositoryId, String commit) {
    handle
        .createUpdate(EXPECT)
        .bind("id", id)
        .bind("commit", commit)
        .bind("repositoryId", repositoryId)
        .execute();
  }

  static List<Standing> of(Handle handle, String id) {
    return handle
        .createQuery(OF_JOB)
        .bind("id", id)
        .map((row, context) -> JobRow.standing(row))
        .list();
  }

  /** Those of all jobs of a repository, by the job's id. */
  static Map<String, List<Standing>> ofRepository(Handle handle, long repositoryId) {
    return handle
        .createQuery(OF_REPOSITORY)
        .bind("repositoryId", repositoryId)
        .map((row, context) -> Map.entry(row.getString("job_id"), JobRow.standing(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
  }

  /** Replaces those of a job. */
  static void save(Handle handle, String id, List<Standing> standings) {
    handle.createUpdate("delete from standings where job_id = :id").bind("id", id).execute();
    for (Standing standing : standings) {
      handle
          .createUpdate(SAVE)
          .bind("id", id)
          .bind("commit", standing.commit())
          .bind("role", standing.role().name())
          .bind("state", standing.state().name())
          .execute();
    }
  }
}
