package dev.countersign.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this server accepted last and did not look at since, so that it need not be read again: the
 * newest that have room.
 */
final class RecentDeliveries {
  private final long capacity;
  private final Map<String, Delivery> byGuid = new LinkedHashMap<>();
  private long bytes;

  /**
   * None yet.
   *
   * @param capacity bytes of payload that are kept
   */
  RecentDeliveries(long capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Delivery delivery) {
    if (delivery.payload().length > capacity) {
      return;
    }
    take(delivery.guid());
    byGuid.put(delivery.guid(), delivery);
    bytes += delivery.payload().length;
    Iterator<Delivery> eldest = byGuid.values().iterator();
    while (bytes > capacity) {
      bytes -= eldest.next().payload().length;
      eldest.remove();
    }
  }

  /** The delivery, once. */
  synchronized Optional<Delivery> take(String guid) {
    Optional<Delivery> taken = Optional.ofNullable(byGuid.remove(guid));
    taken.ifPresent(delivery -> bytes -= delivery.payload().length);
    return taken;
  }
}
