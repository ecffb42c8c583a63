package dev.countersign.github;

import dev.countersign.port.Activity;
import dev.countersign.port.AppAccess;
import dev.countersign.port.CheckRuns;
import dev.countersign.port.Discussions;
import dev.countersign.port.HookDeliveries;
import dev.countersign.port.MaterialSource;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The GitHub App: the ports to GitHub, over the installations that it has been given. Thread-safe.
 */
public final class GitHubApp {
  private final MaterialSource materialSource;
  private final CheckRuns checkRuns;
  private final Discussions discussions;
  private final Activity activity;
  private final HookDeliveries hookDeliveries;
  private final Transport transport;
  private final AppAccess access;
  private final GitHubClock gitHubClock;

  /**
   * Sends nothing yet.
   *
   * @param apiUrl root of the REST API: {@code https://api.github.com}
   * @param serverUrl where repositories are browsed: {@code https://github.com}
   * @param appId numeric id of the App
   * @param privateKey PEM of the App's RSA key, PKCS#1 or PKCS#8
   * @throws IllegalArgumentException if an address or the key is none; it does not quote the key
   */
  public GitHubApp(
      URI apiUrl,
      URI serverUrl,
      long appId,
      String privateKey,
      InstantSource clock,
      GitHubOptions options,
      RequestWatch watch) {
    HttpUrl api = HttpUrl.get(withoutTrailingSlash(apiUrl));
    gitHubClock = new GitHubClock(clock);
    Faults faults = new Faults(clock, gitHubClock, watch);
    AppAuthentication authentication = new AppAuthentication(clock);
    ContentPace contentPace = new ContentPace();
    Exchanges exchanges =
        new Exchanges(api, watch, authentication, gitHubClock, contentPace, clock);
    transport = new Transport(api, options, faults, exchanges, new Limits(clock));
    Credentials app = AppJwt.credentials(appId, AppPrivateKey.parse(privateKey), gitHubClock);
    InstallationTokens tokens = new InstallationTokens(transport, faults, app, gitHubClock);
    RepositoryClients clients = new RepositoryClients(transport, tokens, faults, clock);
    RootTrees rootTrees = new RootTrees();
    Releases releases = new Releases(withoutTrailingSlash(serverUrl), rootTrees, faults);
    Trees trees = new Trees(rootTrees, options.treeEntries(), faults);
    SharedFiles sharedFiles = new SharedFiles(transport, tokens, faults);
    this.materialSource =
        new GitHubMaterialSource(clients, releases, trees, new Blobs(faults), sharedFiles);
    this.activity = new GitHubActivity(clients, releases, faults);
    this.checkRuns = new GitHubCheckRuns(clients, appId, faults, contentPace, clock);
    AppAccount account = new AppAccount(transport, app, faults);
    this.hookDeliveries = new GitHubHookDeliveries(transport, app, faults);
    this.access = new GitHubAppAccess(authentication, account);
    this.discussions = new GitHubDiscussions(clients, account, appId, faults);
  }

  /** Where releases, trees and contents come from. */
  public MaterialSource materialSource() {
    return materialSource;
  }

  /** Whether GitHub accepts the App. */
  public AppAccess access() {
    return access;
  }

  /**
   * By how much this machine's clock is ahead of GitHub's, to within a few seconds; negative where
   * it is behind, empty before GitHub told the time.
   */
  public Optional<Duration> clockDrift() {
    return gitHubClock.drift();
  }

  /** Where else people are told. */
  public Discussions discussions() {
    return discussions;
  }

  /** Where check runs go. */
  public CheckRuns checkRuns() {
    return checkRuns;
  }

  /** What happens in repositories. */
  public Activity activity() {
    return activity;
  }

  /** What became of the deliveries to the App. */
  public HookDeliveries hookDeliveries() {
    return hookDeliveries;
  }

  /** Ends every request that is under way, as if its connection broke: no interrupt does that. */
  public void cancelRequests() {
    transport.cancel();
  }

  private static String withoutTrailingSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
