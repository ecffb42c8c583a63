/** What the server is told by its environment. */
@NullMarked
package dev.countersign.config;

import org.jspecify.annotations.NullMarked;
