package dev.countersign.github;

import dev.countersign.port.AppAccess;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks GitHub for the App where nothing else was asked in its name. */
final class GitHubAppAccess implements AppAccess {
  private static final Logger log = LoggerFactory.getLogger(GitHubAppAccess.class);

  private final AppAuthentication authentication;
  private final AppAccount account;

  GitHubAppAccess(AppAuthentication authentication, AppAccount account) {
    this.authentication = authentication;
    this.account = account;
  }

  @Override
  public Standing standing() {
    return authentication.standing();
  }

  @Override
  public void ask() {
    try {
      var unused = account.login();
    } catch (GitHubUnavailableException | GitHubRefusedException | ContentLimitException e) {
      log.debug("asked for the App: {}", e.getMessage());
    }
  }
}
