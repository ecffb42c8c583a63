/** The repository's configuration file: schema, defaults, parsing. */
@NullMarked
package dev.countersign.policy;

import org.jspecify.annotations.NullMarked;
