package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.simulation.git.Person;
import java.time.Instant;

/** People in JSON: accounts, and the authors of commits. */
final class AccountJson {
  private static final String[][] LINKS = {
    {"followers_url", "/followers"},
    {"following_url", "/following{/other_user}"},
    {"gists_url", "/gists{/gist_id}"},
    {"starred_url", "/starred{/owner}{/repo}"},
    {"subscriptions_url", "/subscriptions"},
    {"organizations_url", "/orgs"},
    {"repos_url", "/repos"},
    {"events_url", "/events{/privacy}"},
    {"received_events_url", "/received_events"},
  };

  private AccountJson() {}

  static ObjectNode of(Account account, Urls urls) {
    String url = urls.api() + "/users/" + account.login();
    ObjectNode json = Json.object();
    json.put("login", account.login());
    json.put("id", account.id());
    json.put("node_id", Json.nodeId("User", account.id()));
    json.put("avatar_url", "https://avatars.githubusercontent.com/u/" + account.id() + "?v=4");
    json.put("gravatar_id", "");
    json.put("url", url);
    json.put("html_url", urls.web() + "/" + account.login());
    for (String[] link : LINKS) {
      json.put(link[0], url + link[1]);
    }
    json.put("type", account.type());
    json.put("site_admin", false);
    return json;
  }

  static ObjectNode signature(Person person, Instant when) {
    ObjectNode json = Json.object();
    json.put("name", person.name());
    json.put("email", person.email());
    json.put("date", Json.time(when));
    return json;
  }
}
