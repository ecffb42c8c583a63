package dev.countersign.demo;

import dev.countersign.endurance.ServerProcess;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.ReleaseWorkflow.PublishedRelease;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.github.WebhookSender.Sent;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Shows the main job: the real server, a simulated GitHub and a local Sigstore instance; one
 * release that verifies and one that somebody tampered with. With {@code --exit} it ends by itself,
 * with exit code 0 only if both verdicts are right.
 */
public final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Timeline timeline;
  private final SimulatedGitHub github;
  private final LocalSigstore sigstore;

  private Demo(Timeline timeline, SimulatedGitHub github, LocalSigstore sigstore) {
    this.timeline = timeline;
    this.github = github;
    this.sigstore = sigstore;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean exit = arguments.length > 0 && arguments[0].equals("--exit");
    Clock clock = Clock.systemUTC();
    // Not System.out: that prints question marks where the locale names no character set.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Timeline timeline = new Timeline(out, clock);
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "demo")), "run");
    LocalSigstore sigstore = new LocalSigstore(clock);
    boolean right;
    try (SimulatedGitHub github = SimulatedGitHub.start();
        ServerProcess server = ServerProcess.start(github, sigstore.trustedRootJson(), folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      right = new Demo(timeline, github, sigstore).run(server);
      if (right) {
        timeline.say("Both verdicts are right: one release verified, one rejected.");
      } else {
        timeline.say("This is not how it should go. The server's log: " + server.log());
        timeline.show(server.lastLogLines());
      }
      if (right && !exit) {
        timeline.say("Countersign keeps serving at " + server.url() + ". Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
    }
    System.exit(right ? 0 : 1);
  }

  private boolean run(ServerProcess server) throws InterruptedException {
    timeline.say("GitHub is simulated at " + github.url() + ", Sigstore inside this process.");
    timeline.say(
        "Countersign is started on Java %d: target/countersign.jar serve"
            .formatted(Runtime.version().feature()));
    timeline.say("  Its log and its database are in " + server.folder());
    if (!timeline.await(
        "the server to answer", PATIENCE, () -> server.isHealthy() || !server.isAlive())) {
      return false;
    }
    if (!server.isAlive()) {
      timeline.say("The server has ended by itself.");
      return false;
    }
    timeline.say("Countersign takes webhooks at " + server.url() + "/webhook");
    timeline.say("First, a release as it should be.");
    WebhookSender webhooks = github.webhooksTo(ReleaseWorkflow.webhookUri(server.url()));
    ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
    workflow.configure("wait: 10m\n");
    boolean good = play(workflow, webhooks, "v1.0.0", UnaryOperator.identity(), "success");
    timeline.say("Second, a release whose list of checksums somebody changed after its signing.");
    workflow.write("app.py", "print('hello again')\n");
    boolean bad = play(workflow, webhooks, "v1.1.0", Demo::tamper, "failure");
    return good && bad;
  }

  private boolean play(
      ReleaseWorkflow workflow,
      WebhookSender webhooks,
      String tag,
      UnaryOperator<Map<String, byte[]>> change,
      String expected)
      throws InterruptedException {
    PublishedRelease release = workflow.publish(tag);
    timeline.say("A maintainer publishes the release " + tag + ".");
    delivered("release", webhooks.releasePublished(workflow.repository(), release.release()));
    if (!timeline.await(
        "the check run to appear",
        PATIENCE,
        () -> status(workflow, release).equals("in_progress"))) {
      return false;
    }
    checkRun(workflow, release).ifPresent(this::announce);
    timeline.say("The release workflow hashes the files, signs the list and commits it.");
    workflow
        .commitAndFinish(webhooks, release, change.apply(workflow.sign(release)))
        .forEach(this::delivered);
    if (!timeline.await(
        "the verdict", PATIENCE, () -> status(workflow, release).equals("completed"))) {
      return false;
    }
    CheckRun verdict = checkRun(workflow, release).orElseThrow();
    announce(verdict);
    timeline.show(ReadableMarkdown.lines(verdict.output().summary()));
    String conclusion = verdict.conclusion().orElse("none");
    if (!conclusion.equals(expected)) {
      timeline.say("Expected the conclusion " + expected + ", found " + conclusion + ".");
    }
    return conclusion.equals(expected);
  }

  private void delivered(String event, Sent sent) {
    timeline.say("GitHub sends the event " + event + ": answered " + sent.status());
  }

  private void announce(CheckRun run) {
    String state = run.conclusion().orElse(run.status()).replace('_', ' ');
    timeline.say(
        "The check run %s on commit %s: %s"
            .formatted(run.name(), run.headSha().substring(0, 10), state.toUpperCase(Locale.ROOT)));
    timeline.say("  " + run.output().title());
  }

  /** Changes one digit of the first digest. */
  private static Map<String, byte[]> tamper(Map<String, byte[]> materials) {
    materials.forEach(
        (path, content) -> {
          if (path.endsWith(".txt")) {
            content[0] = (byte) (content[0] == '0' ? '1' : '0');
          }
        });
    return materials;
  }

  private static String status(ReleaseWorkflow workflow, PublishedRelease release) {
    return checkRun(workflow, release).map(CheckRun::status).orElse("");
  }

  private static Optional<CheckRun> checkRun(ReleaseWorkflow workflow, PublishedRelease release) {
    return workflow.repository().checkRuns().stream()
        .filter(run -> run.headSha().equals(release.commit()))
        .findFirst();
  }
}
