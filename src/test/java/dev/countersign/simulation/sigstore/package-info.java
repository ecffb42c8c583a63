/**
 * A Sigstore instance in memory: it signs as a GitHub Actions workflow would, and publishes the
 * trusted root that its signatures verify against. {@link
 * dev.countersign.simulation.sigstore.LocalSigstore} is the way in.
 */
@NullMarked
package dev.countersign.simulation.sigstore;

import org.jspecify.annotations.NullMarked;
