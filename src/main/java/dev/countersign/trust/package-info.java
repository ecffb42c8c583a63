/**
 * Where the trusted root comes from: a file, or a TUF repository whose last good state is kept on
 * disk.
 */
@NullMarked
package dev.countersign.trust;

import org.jspecify.annotations.NullMarked;
