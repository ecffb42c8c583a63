/** What the simulations share. */
@NullMarked
package dev.countersign.simulation;

import org.jspecify.annotations.NullMarked;
