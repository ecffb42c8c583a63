package dev.countersign;

import dev.countersign.config.Secret;
import dev.countersign.config.ServerConfig;
import dev.countersign.database.Database;
import dev.countersign.delivery.DeliveryDispatcher;
import dev.countersign.delivery.DeliveryStore;
import dev.countersign.delivery.EventParser;
import dev.countersign.delivery.MissedDeliveries;
import dev.countersign.github.GitHubApp;
import dev.countersign.github.GitHubOptions;
import dev.countersign.history.VerdictStore;
import dev.countersign.job.Chore;
import dev.countersign.job.JobPorts;
import dev.countersign.job.Jobs;
import dev.countersign.materials.ContentLimits;
import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.materials.TaggedTreeReader;
import dev.countersign.materials.TaggedTrees;
import dev.countersign.materials.TreeLimits;
import dev.countersign.metrics.MetricsHandler;
import dev.countersign.metrics.ServerMetrics;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.TransparencyLog;
import dev.countersign.rekor.RekorLog;
import dev.countersign.trust.TrustedRootFile;
import dev.countersign.trust.TrustedRootSource;
import dev.countersign.trust.TufRepository;
import dev.countersign.trust.TufTrustedRoot;
import dev.countersign.verification.TrustedMaterial;
import dev.countersign.verification.Verifier;
import dev.countersign.web.ReasonCodesHandler;
import dev.countersign.web.ReleasePageHandler;
import dev.countersign.webhook.WebhookHandler;
import dev.countersign.webhook.WebhookSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, put together: from the webhook to the check run. */
final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final Path TUF_FOLDER = Path.of("data", "tuf");

  /** The reader of an archive stops first, with what it has read. */
  private static final Duration AFTER_LIMIT = Duration.ofMinutes(1);

  private static final Duration MISSED_DELIVERIES = Duration.ofMinutes(3);
  private static final Duration RETENTION = Duration.ofHours(1);

  private final Database database;
  private final TrustedRootSource<Verifier> trustedRoot;
  private final DeliveryStore deliveries;
  private final DeliveryDispatcher dispatcher;
  private final Jobs jobs;
  private final HttpServer http;
  private final ServerMetrics metrics;
  private final Readiness readiness;
  private final Duration grace;

  /**
   * The server over the real GitHub. Opens and migrates the database; nothing runs yet.
   *
   * @throws IllegalArgumentException if the App's key, the file of the trusted root or that of
   *     TUF's root is unusable
   * @throws IOException if one of these files cannot be read
   */
  static Server over(ServerConfig config, InstantSource clock) throws IOException {
    return over(config, clock, TUF_FOLDER);
  }

  /**
   * The same.
   *
   * @param tufFolder where the last good trusted root is kept
   */
  static Server over(ServerConfig config, InstantSource clock, Path tufFolder) throws IOException {
    return over(config, clock, tufFolder, GitHubOptions.defaults(), SigstoreTimeouts.defaults());
  }

  /** The same with another patience for GitHub and for Sigstore. */
  static Server over(
      ServerConfig config,
      InstantSource clock,
      Path tufFolder,
      GitHubOptions options,
      SigstoreTimeouts timeouts)
      throws IOException {
    ServerMetrics metrics = new ServerMetrics(clock);
    GitHubApp gitHub =
        new GitHubApp(
            config.app().apiUrl(),
            config.app().webUrl(),
            config.app().id(),
            config.app().privateKey().reveal(),
            clock,
            options.withArchiveTimeout(config.contents().maxTime().plus(AFTER_LIMIT)),
            metrics.requests());
    metrics.clockDrift(gitHub::clockDrift);
    return new Server(
        config,
        clock,
        tufFolder,
        timeouts,
        GitHubSide.of(gitHub),
        taggedTrees(gitHub.materialSource(), config.contents(), clock),
        metrics);
  }

  Server(
      ServerConfig config,
      InstantSource clock,
      Path tufFolder,
      SigstoreTimeouts timeouts,
      GitHubSide gitHub,
      TaggedTrees taggedTrees,
      ServerMetrics metrics)
      throws IOException {
    grace = config.shutdownGrace();
    this.metrics = metrics;
    trustedRoot = trustedRoot(config.sigstore(), clock, tufFolder, timeouts);
    Secret password = config.database().password();
    database =
        Database.open(
            config.database().jdbcUrl(),
            config.database().user(),
            password == null ? null : password.reveal());
    database.measure(metrics.pool());
    VerdictStore verdicts = new VerdictStore(database.jdbi());
    JobPorts ports =
        JobPorts.over(
            gitHub.source(),
            gitHub.activity(),
            new MaterialCollector(gitHub.source(), ContentLimits.DEFAULT),
            new ReleaseFilesReader(gitHub.source(), taggedTrees, config.contents().maxBytes()),
            new LogLookup(log(config.sigstore(), timeouts)),
            new CurrentVerifier(trustedRoot),
            gitHub.checkRuns(),
            gitHub.discussions(),
            new KeptVerdicts(verdicts, config.http().baseUrl()),
            clock,
            metrics.jobs());
    MissedDeliveries missed = new MissedDeliveries(database.jdbi(), gitHub.hookDeliveries(), clock);
    jobs =
        new Jobs(
            database.dataSource(),
            database.jdbi(),
            ports,
            List.of(
                new Chore("missed-deliveries", MISSED_DELIVERIES, missed::recover),
                new Chore(
                    "verdict-retention",
                    RETENTION,
                    () -> prune(verdicts, config.verdictRetention(), clock)),
                new Chore("space", RETENTION, database::giveBackSpace)),
            gitHub.cancellation());
    EventParser parser = new EventParser(config.app().id());
    deliveries = new DeliveryStore(database.jdbi(), metrics);
    dispatcher = new DeliveryDispatcher(parser, deliveries, jobs, clock, metrics);
    readiness =
        new Readiness(deliveries::backlog, jobs::backlog, gitHub.access(), trustedRoot, clock);
    metrics.trustedRoot(trustedRoot::age);
    metrics.queue("deliveries", () -> deliveries.backlog(clock.instant()));
    metrics.queue("jobs", () -> jobs.backlog(clock.instant()));
    WebhookHandler webhook =
        new WebhookHandler(
            new WebhookSignature(config.app().webhookSecret().reveal()),
            parser,
            deliveries,
            clock,
            metrics);
    ReleasePageHandler releasePage =
        new ReleasePageHandler(
            verdicts, gitHub.activity()::isPublic, config.http().baseUrl(), clock);
    http =
        new HttpServer(
            config.http().host(),
            config.http().port(),
            grace,
            routes -> {
              routes.post("/webhook", webhook);
              routes.get(MetricsHandler.PATH, new MetricsHandler(metrics));
              routes.get(ReadinessHandler.PATH, new ReadinessHandler(readiness));
              routes.get(ConfigurationSchema.PATH, new ConfigurationSchema());
              routes.get(ReasonCodesHandler.PATH, new ReasonCodesHandler());
              routes.get(ReleasePageHandler.PATH, releasePage);
              routes.head(ReleasePageHandler.PATH, releasePage);
            });
  }

  /** Listens, and takes up what a former process left. */
  void start() {
    // First, since GitHub is asked for deliveries that it could not bring before.
    http.start();
    jobs.start();
    dispatcher.start();
    log.info("listening on port {}", http.port());
  }

  int port() {
    return http.port();
  }

  /** Accepts nothing more, lets what runs end within the grace, and leaves the rest on disk. */
  @Override
  public void close() {
    long begun = System.nanoTime();
    http.close();
    readiness.close();
    dispatcher.close();
    // They went on meanwhile: it is one grace for all.
    Duration left = grace.minusNanos(System.nanoTime() - begun);
    jobs.stop(left.isNegative() ? Duration.ZERO : left);
    deliveries.close();
    trustedRoot.close();
    database.close();
    metrics.close();
    log.info("stopped; what was accepted and not finished goes on at the next start");
  }

  private static TrustedRootSource<Verifier> trustedRoot(
      ServerConfig.Sigstore config, InstantSource clock, Path tufFolder, SigstoreTimeouts timeouts)
      throws IOException {
    Path file = config.trustedRoot();
    if (file != null) {
      return new TrustedRootFile<>(file, clock, Server::verifier);
    }
    ServerConfig.Tuf tuf = config.tuf();
    Path root = tuf.root();
    TufRepository repository =
        root == null
            ? TufRepository.publicGoodAt(tuf.url())
            : new TufRepository(tuf.url(), Files.readString(root));
    return new TufTrustedRoot<>(
        repository.withPatience(timeouts.file()), tufFolder, tuf.maxAge(), clock, Server::verifier);
  }

  private static void prune(
      VerdictStore verdicts, @Nullable Duration retention, InstantSource clock) {
    if (retention != null) {
      verdicts.prune(clock.instant().minus(retention));
    }
  }

  private static TaggedTrees taggedTrees(
      MaterialSource source, ServerConfig.Contents contents, InstantSource clock) {
    TreeLimits limits =
        TreeLimits.of(
            contents.maxBytes(), contents.maxFiles(), contents.maxRatio(), contents.maxTime());
    return new TaggedTreeReader(source, limits, clock, new SecureRandom());
  }

  private static TransparencyLog log(ServerConfig.Sigstore config, SigstoreTimeouts timeouts) {
    return config.offline()
        ? TransparencyLog.NOT_ASKED
        : new RekorLog(config.rekorUrl(), timeouts.answer());
  }

  private static Verifier verifier(String trustedRoot) {
    return new Verifier(TrustedMaterial.parse(trustedRoot));
  }
}
