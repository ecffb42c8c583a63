package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is to go wrong, and how often. Earlier rules are used up before later ones. */
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();

  /**
   * The next {@code times} requests that match get {@code fault}.
   *
   * @param method such as {@code GET}
   * @param path regular expression for the whole path, without query, percent-encoded as sent
   */
  public void next(int times, String method, String path, Fault fault) {
    next(times, method, path, "", fault);
  }

  /**
   * The same for requests whose body has a text in it.
   *
   * @param text any part of the body
   */
  public synchronized void next(int times, String method, String path, String text, Fault fault) {
    rules.add(new Rule(times, method, Pattern.compile(path), text, fault));
  }

  /** Every request that matches gets {@code fault}, until {@link #clear}. */
  public void always(String method, String path, Fault fault) {
    next(Integer.MAX_VALUE, method, path, fault);
  }

  /** Everything works again. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Whether every rule with a number has been used up. */
  public synchronized boolean usedUp() {
    return rules.isEmpty();
  }

  synchronized Optional<Fault> take(ApiRequest request) {
    for (Iterator<Rule> iterator = rules.iterator(); iterator.hasNext(); ) {
      Rule rule = iterator.next();
      if (rule.matches(request)) {
        if (--rule.left == 0) {
          iterator.remove();
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }

  private static final class Rule {
    private final String method;
    private final Pattern path;
    private final String text;
    private final Fault fault;
    private int left;

    Rule(int times, String method, Pattern path, String text, Fault fault) {
      this.left = times;
      this.method = method;
      this.path = path;
      this.text = text;
      this.fault = fault;
    }

    boolean matches(ApiRequest request) {
      return request.method().equals(method)
          && path.matcher(request.path()).matches()
          && (text.isEmpty() || new String(request.body(), UTF_8).contains(text));
    }
  }
}
