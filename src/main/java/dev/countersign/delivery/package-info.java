/** Accepted webhook deliveries: kept durably, read as typed events. */
@NullMarked
package dev.countersign.delivery;

import org.jspecify.annotations.NullMarked;
