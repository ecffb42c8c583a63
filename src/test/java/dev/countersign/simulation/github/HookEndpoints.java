package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The deliveries of the App's webhook: listed newest first, page by page, and asked for again. */
record HookEndpoints(SimulatedHook hook, Urls urls) {
  private static final int USUAL_SIZE = 30;
  private static final int LARGEST_SIZE = 100;
  private static final String CURSOR = "v1_";

  List<Route> routes() {
    Access app = new Access.App();
    return List.of(
        new Route("GET", "/app/hook/deliveries", app, this::list),
        new Route("POST", "/app/hook/deliveries/{id}/attempts", app, this::redeliver));
  }

  private ApiResponse list(Call call) {
    int size = Math.min(LARGEST_SIZE, call.request().number("per_page", USUAL_SIZE));
    List<HookAttempt> all = new ArrayList<>(hook.attempts());
    Collections.reverse(all);
    int from = call.parameter("cursor").map(cursor -> indexOf(cursor, all)).orElse(0);
    int to = Math.min(all.size(), from + size);
    ApiResponse page =
        ApiResponse.ok(Json.array(all.subList(from, to).stream().map(HookEndpoints::json)));
    return to == all.size()
        ? page
        : page.with(
            "Link",
            "<%s/app/hook/deliveries?per_page=%d&cursor=%s%d>; rel=\"next\""
                .formatted(urls.api(), size, CURSOR, all.get(to).id()));
  }

  private static int indexOf(String cursor, List<HookAttempt> all) {
    for (int i = 0; i < all.size(); i++) {
      if (cursor.equals(CURSOR + all.get(i).id())) {
        return i;
      }
    }
    throw HttpError.unprocessable("Invalid cursor");
  }

  private ApiResponse redeliver(Call call) {
    if (!hook.redeliver(call.id("id"))) {
      throw HttpError.notFound();
    }
    return ApiResponse.json(202, Json.object());
  }

  private static ObjectNode json(HookAttempt attempt) {
    JsonNode payload = Json.read(attempt.delivery().body());
    ObjectNode json = Json.object();
    json.put("id", attempt.id());
    json.put("guid", attempt.delivery().id());
    json.put("delivered_at", Json.time(attempt.deliveredAt()));
    json.put("redelivery", attempt.redelivery());
    json.put("duration", 0.27);
    json.put("status", attempt.status());
    json.put("status_code", attempt.statusCode());
    json.put("event", attempt.delivery().event());
    json.set("action", orNull(payload.path("action")));
    json.set("installation_id", orNull(payload.path("installation").path("id")));
    json.set("repository_id", orNull(payload.path("repository").path("id")));
    json.putNull("throttled_at");
    return json;
  }

  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? Json.object().nullNode() : node;
  }
}
