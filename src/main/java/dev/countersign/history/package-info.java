/** What is kept of each release's verdict: its page, and what was concluded before. */
@NullMarked
package dev.countersign.history;

import org.jspecify.annotations.NullMarked;
