/** Where the trusted root comes from: a file, or Sigstore's TUF repository. */
@NullMarked
package dev.countersign.trust;

import org.jspecify.annotations.NullMarked;
