package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.port.HookDeliveries;
import dev.countersign.port.HookDelivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of the App's webhook over the REST API, asked for as the App.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/webhooks">REST API endpoints for GitHub App
 *     webhooks</a>
 */
final class GitHubHookDeliveries implements HookDeliveries {
  private static final String PAGE_SIZE = "100";
  private static final int LONGEST_GUID = 36;
  private static final int LONGEST_CURSOR = 500;

  /** What comes with the answer that a delivery will be made says nothing. */
  private static final long ACCEPTED_BYTES = 1024 * 1024;

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"next\"");

  private final Transport transport;
  private final Credentials app;
  private final Faults faults;

  GitHubHookDeliveries(Transport transport, Credentials app, Faults faults) {
    this.transport = transport;
    this.app = app;
    this.faults = faults;
  }

  @Override
  public Page list(Optional<String> from) {
    HttpUrl.Builder url =
        transport
            .url("app", "hook", "deliveries")
            .newBuilder()
            .addQueryParameter("per_page", PAGE_SIZE);
    from.ifPresent(cursor -> url.addQueryParameter("cursor", cursor));
    Answer answer = transport.json(new Request.Builder().url(url.build()).build(), app);
    if (answer.isMissing()) {
      throw Faults.missing("webhook of this App");
    }
    return faults.interpreting("the deliveries of the webhook", () -> page(answer));
  }

  @Override
  public void redeliver(long id) {
    Request request =
        new Request.Builder()
            .url(transport.url("app", "hook", "deliveries", Long.toString(id), "attempts"))
            .post(Transport.body(new byte[0]))
            .build();
    if (transport.content(request, app, ACCEPTED_BYTES).isMissing()) {
      throw new GitHubRefusedException(
          Refusal.REJECTED, "GitHub knows no delivery " + id + " (404)", null);
    }
  }

  private static Page page(Answer answer) throws IOException {
    List<HookDelivery> attempts = new ArrayList<>();
    for (JsonNode node : Json.list(Json.read(answer.body()), "")) {
      attempts.add(attempt(node));
    }
    return new Page(attempts, next(answer.headers().get("Link")));
  }

  private static HookDelivery attempt(JsonNode node) throws IOException {
    String guid = Json.text(node, "/guid").toLowerCase(Locale.ROOT);
    if (guid.length() > LONGEST_GUID) {
      throw new IOException("expected a GUID, found " + guid);
    }
    return new HookDelivery(
        Json.number(node, "/id"),
        guid,
        Json.text(node, "/event"),
        Optional.of(node.path("installation_id"))
            .filter(JsonNode::isIntegralNumber)
            .map(JsonNode::longValue),
        Json.time(node, "/delivered_at"),
        Json.isTrue(node, "/redelivery"),
        Json.number(node, "/status_code") / 100 == 2);
  }

  /** Only the cursor of the address counts: where to ask is known. */
  private static Optional<String> next(@Nullable String links) throws IOException {
    Matcher link = NEXT.matcher(links == null ? "" : links);
    if (!link.find()) {
      return Optional.empty();
    }
    HttpUrl url = HttpUrl.parse(link.group(1));
    String cursor = url == null ? null : url.queryParameter("cursor");
    if (cursor == null || cursor.length() > LONGEST_CURSOR) {
      throw new IOException("expected a cursor in the link to the next page, found " + links);
    }
    return Optional.of(cursor);
  }
}
