package dev.countersign.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server starts while another one has its chore in hand: the start must not fail for that. */
class ChoresTest extends JobsFixture {
  private final AtomicInteger done = new AtomicInteger();

  /** A chore that was done by an earlier server, and is due again tomorrow. */
  @BeforeEach
  void doItOnce() {
    jobs.start();
    await().untilAtomic(done, count -> assertThat(count).isEqualTo(1));
    jobs.stop(Duration.ofSeconds(10));
    jobs = newJobs();
  }

  @Override
  Jobs newJobs() {
    Chore chore = new Chore("chore", Duration.ofDays(1), done::incrementAndGet);
    return new Jobs(database.dataSource(), database.jdbi(), ports(), List.of(chore), () -> {});
  }

  @Test
  void areLeftToAServerThatIsDoingThem() {
    markAsExecutingElsewhere();

    startsAndExecutesJobs();
    assertThat(done).hasValue(1);
  }

  /** Another server takes it after it was read here and before it is written. */
  @Test
  void areLeftToAServerThatTakesThemAtTheSameMoment() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "create trigger taken before update on scheduled_tasks"
                        + " when new.task_name = 'chore' begin select raise(ignore); end"));

    startsAndExecutesJobs();
    assertThat(done).hasValue(1);
  }

  private void startsAndExecutesJobs() {
    jobs.start();
    jobs.handle(RELEASE);
    awaitLooks(1);
  }
}
