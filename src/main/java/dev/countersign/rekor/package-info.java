/** The transparency log Rekor, asked over HTTP. */
@NullMarked
package dev.countersign.rekor;

import org.jspecify.annotations.NullMarked;
