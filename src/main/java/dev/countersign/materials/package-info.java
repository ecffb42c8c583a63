/** Finds and loads a release's materials and the digests of its tagged tree. */
@NullMarked
package dev.countersign.materials;

import org.jspecify.annotations.NullMarked;
