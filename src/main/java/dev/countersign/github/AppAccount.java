package dev.countersign.github;

import okhttp3.Request;

/**
 * The account that GitHub names as the author of what the App writes.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app">Get the
 *     authenticated app</a>
 */
final class AppAccount {
  private final Transport transport;
  private final Credentials app;
  private final Faults faults;

  AppAccount(Transport transport, Credentials app, Faults faults) {
    this.transport = transport;
    this.app = app;
    this.faults = faults;
  }

  /** Its login now: it changes with the App's name. */
  String login() {
    Request request = new Request.Builder().url(transport.url("app")).build();
    Answer answer = transport.json(request, app);
    if (answer.isMissing()) {
      throw Faults.missing("App of this id");
    }
    return faults.interpreting("the App", () -> Json.text(Json.read(answer.body()), "/slug"))
        + "[bot]";
  }
}
