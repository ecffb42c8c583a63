package dev.countersign.simulation.github;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.countersign.simulation.git.ObjectFormat;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A GitHub that answers over HTTP on a random port of the loopback address and remembers what it is
 * told: repositories with real Git object ids, releases, check runs, installations of one App.
 *
 * <p>It is driven from both sides: tests through this class, the program under test through the
 * REST API at {@link #url}.
 */
public final class SimulatedGitHub implements AutoCloseable {
  /** Where people would browse. */
  public static final String WEB_URL = "https://github.com";

  private final State state;
  private final Urls urls;
  private final WireMockServer server;
  private final Faults faults = new Faults();
  private final RequestLog requests = new RequestLog();
  private final RateLimit rateLimit;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  private SimulatedGitHub(InstantSource clock) {
    state = new State(clock);
    rateLimit = new RateLimit(clock);
    AtomicReference<GitHubApi> api = new AtomicReference<>();
    server = WireMockBridge.serve(request -> Objects.requireNonNull(api.get()).respond(request));
    urls = new Urls("http://127.0.0.1:" + server.port(), WEB_URL);
    api.set(
        new GitHubApi(
            state, urls, Routes.all(state, urls, rateLimit), faults, rateLimit, requests));
  }

  /** Starts with the system's clock. */
  public static SimulatedGitHub start() {
    return start(Clock.systemUTC());
  }

  /** Starts with {@code clock}, by which tokens expire and commits are dated. */
  public static SimulatedGitHub start(InstantSource clock) {
    return new SimulatedGitHub(clock);
  }

  /** Address of the REST API, without a trailing slash. */
  public String url() {
    return urls.api();
  }

  public SimulatedApp app() {
    return state.app();
  }

  /** The user of this login, who comes to be when first named. */
  public Account account(String login) {
    return accounts.computeIfAbsent(login, name -> new Account(state.ids().next(), name, "User"));
  }

  /** Creates an empty repository, {@code OWNER/REPO}, without an installation. */
  public SimulatedRepository createRepository(String fullName) {
    String[] parts = fullName.split("/", 2);
    return createRepository(state.ids().next(), account(parts[0]), parts[1]);
  }

  /** Creates an empty repository with ids of the test's choice. */
  public SimulatedRepository createRepository(long id, Account owner, String name) {
    return createRepository(id, owner, name, ObjectFormat.SHA_1);
  }

  /** Creates an empty repository whose object ids are of another kind. */
  public SimulatedRepository createRepository(
      long id, Account owner, String name, ObjectFormat format) {
    SimulatedRepository repository =
        new SimulatedRepository(
            id, owner, name, format, state.ids(), state.clock(), state.clock().instant());
    state.repositories().add(repository);
    return repository;
  }

  /** A fork with the same commits and branches, which knows nothing of the App. */
  public SimulatedRepository fork(SimulatedRepository origin, String owner) {
    SimulatedRepository fork = createRepository(owner + "/" + origin.name());
    fork.history().objects().addAll(origin.history().objects());
    origin.history().refs().startingWith("refs/heads/").forEach(fork.history().refs()::set);
    return fork;
  }

  /** Renames or transfers a repository; its old name redirects until it is taken. */
  public void moveRepository(SimulatedRepository repository, String newFullName) {
    String[] parts = newFullName.split("/", 2);
    state.repositories().move(repository, account(parts[0]), parts[1]);
  }

  public void deleteRepository(SimulatedRepository repository) {
    state.repositories().delete(repository);
    state.installations().values().forEach(installation -> installation.remove(repository));
  }

  /** Installs the App on the owner of these repositories, for them alone. */
  public SimulatedInstallation install(SimulatedRepository first, SimulatedRepository... more) {
    SimulatedInstallation installation =
        new SimulatedInstallation(state.ids().next(), first.owner(), state.clock().instant());
    installation.add(first);
    for (SimulatedRepository repository : more) {
      installation.add(repository);
    }
    state.installations().put(installation.id(), installation);
    return installation;
  }

  /** Removes an installation; its tokens are worthless at once. */
  public void uninstall(SimulatedInstallation installation) {
    state.installations().remove(installation.id());
    state.tokens().revokeOf(installation);
  }

  /** Makes every installation token that was given so far worthless. */
  public void revokeTokens() {
    state.tokens().revokeAll();
  }

  /** The App's webhook. */
  public SimulatedHook hook() {
    return state.hook();
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /** What was asked. */
  public RequestLog requests() {
    return requests;
  }

  public RateLimit rateLimit() {
    return rateLimit;
  }

  /** Payloads of webhooks about this GitHub's repositories, signed with the App's secret. */
  public WebhookPayloads payloads() {
    return new WebhookPayloads(state, urls);
  }

  /** Sends webhooks to {@code target}, also those that the App asks for again from now on. */
  public WebhookSender webhooksTo(URI target) {
    WebhookSender sender = new WebhookSender(target, payloads(), state.hook());
    state.hook().redeliverBy(sender);
    return sender;
  }

  @Override
  public void close() {
    state.hook().close();
    server.stop();
  }
}
