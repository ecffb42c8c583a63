package dev.countersign;

import dev.countersign.github.GitHubApp;
import dev.countersign.port.Activity;
import dev.countersign.port.AppAccess;
import dev.countersign.port.CheckRuns;
import dev.countersign.port.Discussions;
import dev.countersign.port.HookDeliveries;
import dev.countersign.port.MaterialSource;

/**
 * All that the server has of GitHub.
 *
 * @param source releases, trees and contents
 * @param activity what happens around them
 * @param checkRuns where verdicts go
 * @param discussions where else people are told
 * @param hookDeliveries what became of the deliveries to the App
 * @param access whether it accepts the App
 * @param cancellation ends every request that is under way
 */
record GitHubSide(
    MaterialSource source,
    Activity activity,
    CheckRuns checkRuns,
    Discussions discussions,
    HookDeliveries hookDeliveries,
    AppAccess access,
    Runnable cancellation) {
  static GitHubSide of(GitHubApp app) {
    return new GitHubSide(
        app.materialSource(),
        app.activity(),
        app.checkRuns(),
        app.discussions(),
        app.hookDeliveries(),
        app.access(),
        app::cancelRequests);
  }
}
