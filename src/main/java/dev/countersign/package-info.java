/** The command line and the place where everything is put together. */
@NullMarked
package dev.countersign;

import org.jspecify.annotations.NullMarked;
