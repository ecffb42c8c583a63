/** A little Git object store in memory, with true object ids. */
@NullMarked
package dev.countersign.simulation.git;

import org.jspecify.annotations.NullMarked;
