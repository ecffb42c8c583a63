package dev.countersign.metrics;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /metrics}: everything that is measured, as Prometheus reads it. */
public final class MetricsHandler implements Handler {
  public static final String PATH = "/metrics";

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final ServerMetrics metrics;

  public MetricsHandler(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(Context context) {
    context.contentType(CONTENT_TYPE).result(metrics.scrape());
  }
}
