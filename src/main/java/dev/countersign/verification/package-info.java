/**
 * Verifies signed release materials: from plain data to a {@link
 * dev.countersign.verification.Verdict}. Pure: no I/O, no clock, no log, no configuration lookup.
 */
@NullMarked
package dev.countersign.verification;

import org.jspecify.annotations.NullMarked;
