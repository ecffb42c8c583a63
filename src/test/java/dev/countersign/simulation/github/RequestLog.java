package dev.countersign.simulation.github;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The last requests in the order in which they were answered. */
public final class RequestLog {
  private static final int KEPT = 10_000;

  private final Deque<LoggedRequest> requests = new ArrayDeque<>();
  private long total;

  synchronized void add(LoggedRequest request) {
    if (requests.size() == KEPT) {
      requests.removeFirst();
    }
    requests.addLast(request);
    total++;
  }

  /** The last 10,000 requests, oldest first. */
  public synchronized List<LoggedRequest> all() {
    return List.copyOf(requests);
  }

  /** How many there have been, kept or not. */
  public synchronized long total() {
    return total;
  }

  /** How many of them match. */
  public int count(String method, String pathAndQuery) {
    Pattern pattern = Pattern.compile(pathAndQuery);
    return (int)
        all().stream()
            .filter(r -> r.method().equals(method) && pattern.matcher(r.path()).matches())
            .count();
  }

  public synchronized void clear() {
    requests.clear();
  }

  /** One line for each request. */
  @Override
  public String toString() {
    return String.join("\n", all().stream().map(LoggedRequest::toString).toList());
  }
}
