package dev.countersign.github;

import dev.countersign.port.Discussions;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.Account;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** Comments and issues that are written to the simulated GitHub. */
abstract class DiscussionScene {
  static final String MARKER = "release/1";
  static final String LINE = "<!-- countersign:release/1 -->";

  final SimulatedGitHub gitHub = SimulatedGitHub.start();
  final SimulatedRepository repository = gitHub.createRepository("octo/demo");
  final SimulatedInstallation installation = gitHub.install(repository);
  final Account eve = gitHub.account("eve");
  final RepositoryTarget target = SimulatedApps.target(installation, repository);
  final int pullRequest = openPullRequest();
  Discussions discussions = start();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  /** A client that remembers nothing, as after a restart. */
  Discussions start() {
    return SimulatedApps.of(gitHub, Clock.systemUTC()).discussions();
  }

  void restart() {
    discussions = start();
  }

  int requests(String method, String path) {
    return gitHub.requests().count(method, path);
  }

  /** Writes that reached GitHub. */
  int writes() {
    return requests("POST", "/repos/.*") + requests("PATCH", ".*");
  }

  static void assertUnavailable(ThrowingCallable call) {
    Assertions.assertThatThrownBy(call).isInstanceOf(GitHubUnavailableException.class);
  }

  static void assertRefused(Refusal refusal, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GitHubRefusedException.class,
            e -> Assertions.assertThat(e.refusal()).isEqualTo(refusal));
  }

  static void atTheSameTime(int times, Runnable work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      for (Future<Object> done :
          threads.invokeAll(Collections.nCopies(times, Executors.callable(work)))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int openPullRequest() {
    repository.commit("main", Map.of("a", FileContent.text("a")), "First");
    repository.branch("side", repository.head("main"));
    repository.commit("side", Map.of("b", FileContent.text("b")), "Second");
    return repository.pullRequests().open("side").number();
  }
}
