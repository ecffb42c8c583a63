/** Whole releases, played as GitHub and a release workflow play them. */
@NullMarked
package dev.countersign.simulation;

import org.jspecify.annotations.NullMarked;
