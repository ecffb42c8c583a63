package dev.countersign.github;

import dev.countersign.port.CheckRuns;
import dev.countersign.port.MaterialSource;
import java.net.URI;
import java.time.InstantSource;
import okhttp3.HttpUrl;

/** The GitHub App: both ports, over the installations that it has been given. Thread-safe. */
public final class GitHubApp {
  private final MaterialSource materialSource;
  private final CheckRuns checkRuns;

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
      GitHubOptions options) {
    HttpUrl api = HttpUrl.get(withoutTrailingSlash(apiUrl));
    Faults faults = new Faults(clock);
    Transport transport = new Transport(api, options, faults);
    Credentials app = AppJwt.credentials(appId, AppPrivateKey.parse(privateKey), clock);
    InstallationTokens tokens = new InstallationTokens(transport, faults, app, clock);
    RepositoryClients clients = new RepositoryClients(transport, tokens, faults, clock);
    References references = new References(faults);
    Releases releases = new Releases(withoutTrailingSlash(serverUrl), references, faults);
    Trees trees = new Trees(options.treeEntries(), faults);
    SharedFiles sharedFiles = new SharedFiles(transport, tokens, faults);
    this.materialSource =
        new GitHubMaterialSource(clients, releases, references, trees, sharedFiles);
    this.checkRuns = new GitHubCheckRuns(clients, appId, faults, clock);
  }

  /** Where releases, trees and contents come from. */
  public MaterialSource materialSource() {
    return materialSource;
  }

  /** Where check runs go. */
  public CheckRuns checkRuns() {
    return checkRuns;
  }

  private static String withoutTrailingSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
