/** The seam to GitHub: materials in, check runs out. */
@NullMarked
package dev.countersign.port;

import org.jspecify.annotations.NullMarked;
