package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.report.Annotation;
import dev.countersign.report.Annotation.Level;
import dev.countersign.report.CheckReport;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Check runs that are published to the simulated GitHub. */
abstract class CheckRunScene {
  static final String ID = "octo/demo v1";
  static final String BY_ID = ".*/check-runs/\\d+";
  static final String ANNOTATIONS = BY_ID + "/annotations";

  static final CheckReport WAITING =
      new CheckReport(Optional.empty(), "Waiting", "for the workflow", "");
  static final CheckReport GREEN =
      new CheckReport(Optional.of(Conclusion.SUCCESS), "Verified", "all of it", "text");

  final SimulatedGitHub gitHub = SimulatedGitHub.start();
  final SimulatedRepository repository = gitHub.createRepository("octo/demo");
  private final String commit =
      repository.commit("main", Map.of("a", FileContent.text("a")), "first");
  private final SimulatedInstallation installation = gitHub.install(repository);
  CheckRuns checkRuns = start();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  /** A client that remembers nothing, as after a restart. */
  CheckRuns start() {
    return SimulatedApps.of(gitHub, Clock.systemUTC()).checkRuns();
  }

  void publish(CheckReport report) {
    RepositoryTarget target = SimulatedApps.target(installation, repository);
    checkRuns.publish(target, commit, ID, report);
  }

  CheckRun only() {
    assertThat(repository.checkRuns()).hasSize(1);
    return repository.checkRuns().get(0);
  }

  List<String> messages() {
    return only().output().annotations().stream().map(CheckRun.Annotation::message).toList();
  }

  int requests(String method, String path) {
    return gitHub.requests().count(method, path);
  }

  static CheckReport red(int annotations) {
    return report(numbered(1, annotations));
  }

  static CheckReport report(List<Annotation> annotations) {
    return new CheckReport(
        Optional.of(Conclusion.FAILURE), "Tampered", "summary", "text", annotations);
  }

  static List<Annotation> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> new Annotation("checksums-1.txt", i, Level.FAILURE, "title", "no. " + i))
        .toList();
  }

  static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "no. " + i).toList();
  }
}
