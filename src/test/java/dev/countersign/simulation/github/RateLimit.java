package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The primary rate limit: so many requests in an hour, counted from the first. */
public final class RateLimit {
  private static final Duration WINDOW = Duration.ofHours(1);

  private final InstantSource clock;
  private int limit = 5_000;
  private int used;
  private Instant reset = Instant.MIN;

  RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Requests that are allowed in an hour. */
  public synchronized void setLimit(int requests) {
    limit = requests;
  }

  /** Requests used in the current hour. */
  public synchronized int used() {
    roll();
    return used;
  }

  /** Counts a request; false if there was none left. */
  synchronized boolean take() {
    roll();
    if (used >= limit) {
      return false;
    }
    used++;
    return true;
  }

  /** Gives back a request that turned out to cost nothing. */
  synchronized void giveBack() {
    used--;
  }

  synchronized ApiResponse stamp(ApiResponse response) {
    roll();
    return stamp(response, limit, used, reset);
  }

  /** Answers {@code GET /rate_limit}, which itself costs nothing. */
  synchronized ApiResponse show(Call call) {
    giveBack();
    ObjectNode core = Json.object();
    core.put("limit", limit).put("used", used).put("remaining", limit - used);
    core.put("reset", reset.getEpochSecond());
    ObjectNode json = Json.object();
    json.putObject("resources").set("core", core);
    json.set("rate", core);
    return ApiResponse.ok(json);
  }

  static ApiResponse stamp(ApiResponse response, int limit, int used, Instant reset) {
    return response
        .with("X-RateLimit-Limit", Integer.toString(limit))
        .with("X-RateLimit-Used", Integer.toString(used))
        .with("X-RateLimit-Remaining", Integer.toString(limit - used))
        .with("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()))
        .with("X-RateLimit-Resource", "core");
  }

  private void roll() {
    Instant now = clock.instant();
    if (!now.isBefore(reset)) {
      reset = now.plus(WINDOW);
      used = 0;
    }
  }
}
