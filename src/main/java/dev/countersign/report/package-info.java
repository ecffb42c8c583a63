/** What people read: check runs as pure Markdown. */
@NullMarked
package dev.countersign.report;

import org.jspecify.annotations.NullMarked;
