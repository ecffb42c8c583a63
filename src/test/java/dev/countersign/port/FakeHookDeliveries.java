package dev.countersign.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GitHub's list of deliveries in memory, and what was asked for. */
public final class FakeHookDeliveries implements HookDeliveries {
  /** Newest last. */
  public final List<HookDelivery> attempts = new ArrayList<>();

  public final List<Long> asked = new ArrayList<>();

  /** Where each page that was read began; empty text for the newest. */
  public final List<String> pages = new ArrayList<>();

  public int pageSize = 100;
  public @Nullable RuntimeException listFailure;
  public @Nullable RuntimeException askFailure;

  /** A first attempt at a delivery of installation 7. */
  public HookDelivery add(String guid, Instant deliveredAt, boolean succeeded) {
    return add(guid, 7, deliveredAt, false, succeeded);
  }

  public HookDelivery add(
      String guid, long installation, Instant deliveredAt, boolean redelivery, boolean succeeded) {
    HookDelivery attempt =
        new HookDelivery(
            attempts.size() + 1,
            guid,
            "release",
            Optional.of(installation),
            deliveredAt,
            redelivery,
            succeeded);
    attempts.add(attempt);
    return attempt;
  }

  @Override
  public Page list(Optional<String> from) {
    if (listFailure != null) {
      throw listFailure;
    }
    pages.add(from.orElse(""));
    int end = from.map(Integer::parseInt).orElse(attempts.size());
    int begin = Math.max(0, end - pageSize);
    List<HookDelivery> page = new ArrayList<>();
    for (int i = end - 1; i >= begin; i--) {
      page.add(attempts.get(i));
    }
    return new Page(page, begin == 0 ? Optional.empty() : Optional.of(Integer.toString(begin)));
  }

  @Override
  public void redeliver(long id) {
    if (askFailure != null) {
      throw askFailure;
    }
    asked.add(id);
  }
}
