package dev.countersign.github;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told, and accepts no address that nobody knows the template of. */
final class RecordingWatch implements RequestWatch {
  final List<String> sent = new CopyOnWriteArrayList<>();
  final List<Allowance> allowances = new CopyOnWriteArrayList<>();
  final List<Limit> limits = new CopyOnWriteArrayList<>();

  @Override
  public void sent(String method, String route, OptionalInt status, Duration took) {
    if (route.equals("other")) {
      throw new AssertionError("a route is missing after " + sent);
    }
    String answer = status.isPresent() ? Integer.toString(status.getAsInt()) : "failed";
    sent.add(method + " " + route + " " + answer);
  }

  @Override
  public void allowed(Allowance allowance) {
    allowances.add(allowance);
  }

  @Override
  public void limited(Limit limit) {
    limits.add(limit);
  }
}
