/** What the server counts and measures, for Prometheus. */
@NullMarked
package dev.countersign.metrics;

import org.jspecify.annotations.NullMarked;
