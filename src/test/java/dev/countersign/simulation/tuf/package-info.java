/** A TUF repository that signs itself, and a server of it that can fail in every way. */
@NullMarked
package dev.countersign.simulation.tuf;

import org.jspecify.annotations.NullMarked;
