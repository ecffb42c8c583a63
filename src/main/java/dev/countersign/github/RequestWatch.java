package dev.countersign.github;

import java.time.Duration;
import java.util.OptionalInt;

/** Who is told of each request to GitHub, on the thread that sends it; must be quick. */
public interface RequestWatch {
  /** Nobody. */
  RequestWatch NONE =
      new RequestWatch() {
        @Override
        public void sent(String method, String route, OptionalInt status, Duration took) {}

        @Override
        public void allowed(Allowance allowance) {}

        @Override
        public void limited(Limit limit) {}
      };

  /** The two ways in which GitHub asks for fewer requests. */
  enum Limit {
    /** So many in an hour. */
    PRIMARY,
    /** Not so many at once. */
    SECONDARY
  }

  /**
   * A request was answered, or came to nothing.
   *
   * @param method of HTTP
   * @param route template of the address as GitHub's documentation has it, without any name
   * @param status of the answer; empty where there was none
   * @param took until the answer began
   */
  void sent(String method, String route, OptionalInt status, Duration took);

  /** GitHub told how many requests are left. */
  void allowed(Allowance allowance);

  /** GitHub refused a request, since there were too many. */
  void limited(Limit limit);
}
