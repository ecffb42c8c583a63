package dev.countersign.delivery;

import org.jspecify.annotations.Nullable;

/** Deliveries cannot be kept now; they may be in a while. */
public final class DeliveryStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
