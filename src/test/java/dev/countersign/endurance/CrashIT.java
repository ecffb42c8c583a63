package dev.countersign.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.endurance.CrashRun.Outcome;
import org.junit.jupiter.api.Test;

/** The short form of {@link CrashRun}: what was acknowledged survives SIGKILL, exactly once. */
class CrashIT {
  private static final int KILLS = 10;

  @Test
  void aServerOnSqlite() throws Exception {
    survives(Engine.SQLITE, 1);
  }

  @Test
  void threeServersOnOnePostgresql() throws Exception {
    survives(Engine.POSTGRES, 3);
  }

  private static void survives(Engine engine, int servers) throws Exception {
    Outcome outcome = CrashRun.run(engine, servers, KILLS, System.nanoTime());
    System.out.println(outcome);
    assertThat(outcome.acknowledgedReleases()).isPositive();
    assertThat(outcome.lost()).isEmpty();
    assertThat(outcome.doubled()).isEmpty();
    assertThat(outcome.red()).isEmpty();
    assertThat(outcome.exits()).containsOnly(0);
  }
}
