package dev.countersign.delivery;

/** Who acts on events. */
@FunctionalInterface
public interface EventHandler {
  /**
   * Takes note of an event, durably before it returns. The same event may come again: after a
   * crash, after an exception, or because GitHub delivered it twice.
   *
   * @param event never {@link WebhookEvent.Ignored}
   * @throws RuntimeException if it could not be noted; it is then offered again later
   */
  void handle(WebhookEvent event);
}
