package dev.countersign.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What GitHub remembers of the deliveries to the App's webhook. Every method throws {@link
 * GitHubUnavailableException} or {@link GitHubRefusedException}.
 */
public interface HookDeliveries {
  /**
   * A page of the attempts, the newest first.
   *
   * @param from what the page before named as its next; empty for the newest
   */
  Page list(Optional<String> from);

  /**
   * Asks for a delivery again. GitHub makes it a moment later.
   *
   * @param id of one of its attempts
   */
  void redeliver(long id);

  /**
   * Part of the list.
   *
   * @param attempts newest first
   * @param next where the older ones are; empty if there are none
   */
  record Page(List<HookDelivery> attempts, Optional<String> next) {
    public Page {
      attempts = List.copyOf(attempts);
      Objects.requireNonNull(next, "next");
    }
  }
}
