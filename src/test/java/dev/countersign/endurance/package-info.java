/** The shipped jar as processes of its own: killed, restarted, several at once. */
@NullMarked
package dev.countersign.endurance;

import org.jspecify.annotations.NullMarked;
