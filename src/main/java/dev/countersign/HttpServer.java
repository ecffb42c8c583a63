package dev.countersign;

import dev.countersign.delivery.DeliveryStoreException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: routes, the one place where exceptions become answers, and a graceful end.
 * {@code GET /healthz} answers as long as the process does.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /** Bytes; a new one is made for every answer, and most answers are one sentence. */
  private static final int ANSWER_BUFFER = 2048;

  private final Javalin javalin;

  /**
   * A server that does not run yet.
   *
   * @param host address to listen on
   * @param port 0 for any free one
   * @param grace how long running requests may take to finish when the server ends
   * @param routes adds the routes
   */
  public HttpServer(String host, int port, Duration grace, Consumer<RoutesConfig> routes) {
    this.javalin =
        Javalin.create(
            config -> {
              configure(config, grace);
              config.jetty.host = host;
              config.jetty.port = port;
              config.routes.get("/healthz", context -> context.result("ok"));
              mapExceptions(config.routes);
              routes.accept(config.routes);
            });
  }

  /** Listens, and returns when it does. */
  public void start() {
    javalin.start();
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /**
   * Takes no more requests, lets the running ones finish, and ends: without those that do not
   * finish within the grace, since anybody can send one slowly.
   */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      log.warn("ended before all requests were answered", e);
    }
  }

  private static void configure(JavalinConfig config, Duration grace) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true; // where the JDK has them
    config.http.prefer405over404 = true;
    config.http.responseBufferSize = ANSWER_BUFFER;
    config.jetty.modifyServer(server -> server.setStopTimeout(grace.toMillis()));
  }

  private static void mapExceptions(RoutesConfig routes) {
    routes.exception(
        DeliveryStoreException.class,
        (e, context) ->
            answer(context, 503, "The delivery could not be kept; deliver it again later."));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, e.getStatus(), String.valueOf(e.getMessage())));
    routes.exception(
        Exception.class,
        (e, context) -> {
          log.error("{} {} failed", context.method(), context.path(), e);
          answer(context, 500, "Countersign failed to answer; its log says why.");
        });
  }

  private static void answer(Context context, int status, String sentence) {
    context.status(status).contentType("text/plain").result(sentence);
  }
}
