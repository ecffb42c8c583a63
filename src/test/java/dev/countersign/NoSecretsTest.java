package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.countersign.config.ServerConfig;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.github.CheckRun;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Threat row 27: no secret in any output, whatever goes wrong, at the most talkative level. */
class NoSecretsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  @Tag("threat-27")
  void noOutputHoldsASecret() {
    Logger ours = (Logger) LoggerFactory.getLogger("dev.countersign");
    OutputStreamAppender<ILoggingEvent> appender = capture(ours.getLoggerContext());
    Level before = ours.getLevel();
    ours.setLevel(Level.TRACE);
    ours.addAppender(appender);
    ours.setAdditive(false);
    List<String> outputs = new ArrayList<>();
    SimulatedGitHub github = SimulatedGitHub.start();
    try {
      outputs.addAll(play(github));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      github.close();
      ours.detachAppender(appender);
      ours.setAdditive(true);
      ours.setLevel(before);
    }
    outputs.add(log.toString(StandardCharsets.UTF_8));

    String key = github.app().privateKeyPkcs8().lines().skip(1).findFirst().orElseThrow();
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("access_tokens", "v1.0.0");
    assertThat(outputs)
        .allSatisfy(
            output ->
                assertThat(output)
                    .doesNotContain(github.app().webhookSecret(), key, "ghs_", "eyJ"));
  }

  /** A release with every kind of trouble about credentials; returns what people get to see. */
  private List<String> play(SimulatedGitHub github) throws Exception {
    List<String> outputs = new ArrayList<>();
    LocalSigstore sigstore = new LocalSigstore(Clock.systemUTC());
    ServerConfig config = ServerConfigs.over(github, sigstore, folder);
    outputs.add(config.toString());
    try (Server server = Server.over(config, Clock.systemUTC())) {
      server.start();
      WebhookSender webhooks =
          github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
      ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "octo-org/demo");
      workflow.configure("");
      outputs.add(
          webhooks
              .send(github.payloads().ping().withForgedBody("{}".getBytes(StandardCharsets.UTF_8)))
              .answer());
      github.faults().next(1, "GET", ".*/git/trees/.*", Fault.unauthorized());
      github.faults().next(1, "POST", ".*/access_tokens", Fault.serverError());
      github.faults().next(1, "POST", ".*/check-runs", Fault.lostAnswer());
      github.faults().next(1, "GET", ".*/tarball/.*", Fault.htmlInsteadOfJson());
      workflow.play(webhooks, "v1.0.0", UnaryOperator.identity());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  workflow.repository().checkRuns().stream()
                      .map(CheckRun::status)
                      .anyMatch("completed"::equals));
      workflow.repository().checkRunHistory().forEach(run -> outputs.add(run.output().toString()));
    }
    return outputs;
  }

  private OutputStreamAppender<ILoggingEvent> capture(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(log);
    appender.start();
    return appender;
  }
}
