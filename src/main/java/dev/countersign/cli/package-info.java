/** The commands that verify files and end: no configuration, no database, no server. */
@NullMarked
package dev.countersign.cli;

import org.jspecify.annotations.NullMarked;
