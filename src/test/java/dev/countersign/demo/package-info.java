/** The main job, shown on a fresh machine. */
@NullMarked
package dev.countersign.demo;

import org.jspecify.annotations.NullMarked;
