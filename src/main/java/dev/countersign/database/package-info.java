/** The one database: opened, configured and migrated. */
@NullMarked
package dev.countersign.database;

import org.jspecify.annotations.NullMarked;
