/** Pages for people, rendered on the server, without a script. */
@NullMarked
package dev.countersign.web;

import org.jspecify.annotations.NullMarked;
