package dev.countersign.simulation.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves files over HTTP; from any path on, a fault instead. */
public final class TufMirror implements AutoCloseable {
  private static final String ALL = "";

  private final Map<String, byte[]> files;
  private final Map<String, MirrorFault> faults = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Serves these files as they are at each request, on any free port. */
  public TufMirror(Map<String, byte[]> files) throws IOException {
    this.files = files;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Base URL, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
  }

  /** Fails at every file. */
  public void fail(MirrorFault fault) {
    faults.put(ALL, fault);
  }

  /** Fails at one file. */
  public void fail(String path, MirrorFault fault) {
    faults.put(path, fault);
  }

  /** Serves everything again. */
  public void recover() {
    faults.clear();
  }

  /** Paths that were asked for, in their order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many endless answers the client ended. */
  public int abandoned() {
    return abandoned.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      requests.add(path);
      MirrorFault fault = faults.getOrDefault(path, faults.get(ALL));
      byte[] file = files.get(path);
      if (fault != null) {
        fail(exchange, fault);
      } else if (file == null) {
        send(exchange, 404, "no such file".getBytes(UTF_8));
      } else {
        send(exchange, 200, file);
      }
    }
  }

  private void fail(HttpExchange exchange, MirrorFault fault) throws IOException {
    switch (fault) {
      case DROPPED -> {}
      case ERROR -> send(exchange, 500, "broken".getBytes(UTF_8));
      case WEB_PAGE -> send(exchange, 200, "<!DOCTYPE html><p>Sign in".getBytes(UTF_8));
      case ENDLESS -> sendWithoutEnd(exchange);
      case STALLED -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitTheEnd();
      }
      case TRUNCATED -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
      }
      case NESTED -> send(exchange, 200, nested().getBytes(UTF_8));
    }
  }

  private static String nested() {
    int depth = 40_000;
    return "{\"signatures\":[],\"signed\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private void sendWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] spaces = " ".repeat(8192).getBytes(UTF_8);
    OutputStream body = exchange.getResponseBody();
    try {
      while (closed.getCount() > 0) {
        body.write(spaces);
      }
    } catch (IOException e) {
      abandoned.incrementAndGet();
      throw e;
    }
  }

  private void awaitTheEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
