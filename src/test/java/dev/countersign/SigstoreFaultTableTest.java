package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.config.ServerConfig;
import dev.countersign.github.GitHubOptions;
import dev.countersign.simulation.ReleaseWorkflow;
import dev.countersign.simulation.SettableClock;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.NeighbourService;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.WebhookSender;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.tuf.LocalTuf;
import dev.countersign.simulation.tuf.LocalTuf.RootSigners;
import dev.countersign.simulation.tuf.TufRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that may go wrong with the search in the log, and with one file of the TUF repository
 * after the other. While it lasts nothing is concluded, and no release waits that needs no answer;
 * once it is over, each is verified, once on each commit.
 */
class SigstoreFaultTableTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Longer than any wait for a next attempt. */
  private static final Duration STEP = Duration.ofMinutes(61);

  private static final int MOST_STEPS = 10;
  private static final String SEARCH = "/api/v1/log/entries/retrieve";
  private static final String LOG = "Rekor search";
  private static final String TUF = "TUF";
  private static final String NEW_ROOT = "TUF new root";

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock(Clock.systemUTC().instant());
  private final SimulatedGitHub github = SimulatedGitHub.start(clock);
  private final LocalSigstore sigstore = new LocalSigstore(clock);
  private final LocalTuf tuf = new LocalTuf(clock);

  /** What the log answers, by signature. */
  private final Map<String, String> entries = new ConcurrentHashMap<>();

  private final NeighbourService log = new NeighbourService(clock, this::found);
  private final NeighbourService mirror = new NeighbourService(clock, this::file);
  private final PassingTime time =
      new PassingTime(
          clock::advance,
          STEP,
          TIMEOUT.plusMillis(500),
          () -> github.requests().total() + log.requests().total() + mirror.requests().total());
  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Fault> faults = new LinkedHashMap<>();

  /** Paths of what a refresh asks for, in its order, by kind. */
  private final Map<String, String> files = new LinkedHashMap<>();

  SigstoreFaultTableTest() {
    tuf.rotate(RootSigners.OLD_AND_NEW, TufRole.TIMESTAMP);
    tuf.publish(sigstore.trustedRootJson());
    FaultTable.faults(TIMEOUT)
        .forEach((name, fault) -> faults.put(name, fault.apply(clock.instant())));
    files.put(NEW_ROOT, tuf.path(TufRole.ROOT));
    files.put("TUF timestamp", tuf.path(TufRole.TIMESTAMP));
    files.put("TUF snapshot", tuf.path(TufRole.SNAPSHOT));
    files.put("TUF targets", tuf.path(TufRole.TARGETS));
    files.put("TUF target", tuf.targetPath());
  }

  @AfterEach
  void close() {
    servers.parallelStream().forEach(Server::close);
    mirror.close();
    log.close();
    github.close();
  }

  @Test
  @Tag("threat-24")
  void isSurvivedWithTheRightConclusionInTheEnd() throws Exception {
    github.rateLimit().setLimit(Integer.MAX_VALUE);
    failAt(NEW_ROOT);
    List<FaultTrial> lookups = new ArrayList<>();
    List<FaultTrial> refreshes = new ArrayList<>();
    WebhookSender webhooks = lookingUp();
    for (String fault : faults.keySet()) {
      lookups.add(playLookup(webhooks, fault));
      refreshes.add(playRefresh(fault));
    }
    FaultTrial bystander = trial(LOG, "none");
    bystander.play(webhooks, bystander.workflow().sign(bystander.release()));
    time.awaitQuiet();

    for (String file : files.keySet()) {
      failAt(file);
      time.until(() -> refreshes.stream().allMatch(tried -> hasMet(file, tried)), MOST_STEPS);
      assertThat(refreshes)
          .allMatch(tried -> hasMet(file, tried))
          .allMatch(
              tried -> tried.waitsFor("at present: the trusted root has not been fetched yet"));
    }
    assertThat(lookups).allMatch(tried -> tried.waitsFor("at present: the transparency log"));
    assertThat(bystander.outcome()).isEqualTo("ok");

    log.faults().clear();
    mirror.faults().clear();
    List<FaultTrial> all = Stream.concat(lookups.stream(), refreshes.stream()).toList();
    time.until(() -> all.stream().allMatch(FaultTrial::isRight), MOST_STEPS);
    System.out.println(table(lookups, refreshes));
    assertThat(all).allSatisfy(tried -> assertThat(tried.outcome()).isEqualTo("ok"));
  }

  /** A release with a signature and a certificate alone. */
  private FaultTrial playLookup(WebhookSender webhooks, String fault) {
    FaultTrial trial = trial(LOG, fault);
    SignedMaterials materials =
        sigstore.sign(
            trial.release().manifest().getBytes(UTF_8),
            SigningRequest.by(trial.workflow().identityOf(trial.release()).identity()));
    entries.put(materials.signatureFile(), RekorAnswers.entries(materials.entry()));
    log.faults()
        .next(
            Integer.MAX_VALUE,
            "POST",
            SEARCH,
            materials.signatureFile(),
            Objects.requireNonNull(faults.get(fault)));
    trial.play(webhooks, materials.detachedFiles(trial.release().manifestPath()));
    return trial;
  }

  /** A release of a server that has no trusted root yet. */
  private FaultTrial playRefresh(String fault) throws IOException {
    FaultTrial trial = trial(TUF, fault);
    Path ownFolder = Files.createDirectory(folder.resolve(name(TUF, fault)));
    URI ownMirror = URI.create(mirror.url() + "/" + name(TUF, fault));
    WebhookSender webhooks =
        start(ServerConfigs.overTuf(github, ownMirror, tuf.firstRoot(), ownFolder), ownFolder);
    trial.play(webhooks, trial.workflow().sign(trial.release()));
    return trial;
  }

  private WebhookSender lookingUp() throws IOException {
    Map<String, String> more = Map.of("REKOR_URL", log.url().toString());
    return start(ServerConfigs.over(github, sigstore, folder, more), folder);
  }

  private WebhookSender start(ServerConfig config, Path ownFolder) throws IOException {
    Server server =
        Server.over(
            config,
            clock,
            ownFolder.resolve("tuf"),
            GitHubOptions.defaults(),
            new SigstoreTimeouts(TIMEOUT, TIMEOUT));
    servers.add(server);
    server.start();
    return github.webhooksTo(ReleaseWorkflow.webhookUri("http://127.0.0.1:" + server.port()));
  }

  private FaultTrial trial(String kind, String fault) {
    ReleaseWorkflow workflow = new ReleaseWorkflow(github, sigstore, "faults/" + name(kind, fault));
    workflow.configure("");
    return new FaultTrial(kind, fault, workflow, workflow.publish("v1.0.0"));
  }

  /** Of the repository, and of what its server has to itself. */
  private static String name(String kind, String fault) {
    return (kind + "-" + fault).replaceAll("\\W+", "-");
  }

  /** What is asked of a server's own part of the mirror. */
  private String path(String file, String fault) {
    return "/" + name(TUF, fault) + "/" + files.get(file);
  }

  /** From now on each refresh fails at this file, the server's own fault each. */
  private void failAt(String file) {
    mirror.faults().clear();
    faults.forEach((name, fault) -> mirror.faults().always("GET", path(file, name), fault));
  }

  private boolean hasMet(String file, FaultTrial trial) {
    return mirror.requests().count("GET", path(file, trial.fault())) > 0;
  }

  private Optional<byte[]> found(String path, String search) {
    String answer =
        entries.entrySet().stream()
            .filter(entry -> search.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("[]");
    return Optional.of(answer.getBytes(UTF_8)).filter(bytes -> path.equals(SEARCH));
  }

  /** All servers have the same. */
  private Optional<byte[]> file(String path, String body) {
    return Optional.ofNullable(tuf.files().get(path.replaceFirst("/[^/]+/", "")));
  }

  private FaultTable table(List<FaultTrial> lookups, List<FaultTrial> refreshes) {
    FaultTable table = new FaultTable();
    lookups.forEach(tried -> table.add(LOG, tried.fault(), tried.outcome()));
    for (String file : files.keySet()) {
      refreshes.forEach(tried -> table.add(file, tried.fault(), tried.outcome()));
    }
    return table;
  }
}
