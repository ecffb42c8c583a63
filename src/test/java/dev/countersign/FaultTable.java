package dev.countersign;

import dev.countersign.simulation.github.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What was tried and survived, by kind of request and fault. */
final class FaultTable {
  private final Map<String, Map<String, String>> outcomes = new LinkedHashMap<>();

  /**
   * Everything that may go wrong with a request, as of the time of the first one.
   *
   * @param timeout how long its sender waits for an answer
   */
  static Map<String, Function<Instant, Fault>> faults(Duration timeout) {
    Map<String, Function<Instant, Fault>> faults = new LinkedHashMap<>();
    Duration minute = Duration.ofMinutes(1);
    faults.put("500", now -> Fault.serverError());
    faults.put("502 HTML", now -> Fault.badGateway());
    faults.put("403 primary", now -> Fault.primaryRateLimit(now.plus(minute)));
    faults.put("429 primary", now -> Fault.primaryRateLimit429(now.plus(minute)));
    faults.put("403 second.", now -> Fault.secondaryRateLimit(403, minute));
    faults.put("429 second.", now -> Fault.secondaryRateLimit(429, minute));
    faults.put("401", now -> Fault.unauthorized());
    faults.put("404", now -> Fault.status(404, "Not Found"));
    faults.put("timeout", now -> Fault.delay(timeout.multipliedBy(2)));
    faults.put("reset", now -> Fault.connectionReset());
    faults.put("cut", now -> Fault.cutTransfer());
    faults.put("half", now -> Fault.truncatedBody());
    faults.put("malformed", now -> Fault.malformedJson());
    faults.put("200 HTML", now -> Fault.htmlInsteadOfJson());
    faults.put("lost", now -> Fault.lostAnswer());
    return faults;
  }

  void add(String kind, String fault, String outcome) {
    outcomes.computeIfAbsent(kind, row -> new LinkedHashMap<>()).put(fault, outcome);
  }

  @Override
  public String toString() {
    Set<String> faults = new LinkedHashSet<>();
    outcomes.values().forEach(row -> faults.addAll(row.keySet()));
    StringBuilder table = new StringBuilder("%-14s".formatted(""));
    faults.forEach(fault -> table.append(" %-11s".formatted(fault)));
    outcomes.forEach(
        (kind, row) -> {
          table.append("\n%-14s".formatted(kind));
          faults.forEach(fault -> table.append(" %-11s".formatted(row.getOrDefault(fault, "-"))));
        });
    return table.toString();
  }
}
