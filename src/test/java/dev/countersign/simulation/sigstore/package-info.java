/**
 * Sigstore instances in memory: they sign as a GitHub Actions workflow would, and publish the
 * trusted root that their signatures verify against. {@link
 * dev.countersign.simulation.sigstore.LocalSigstore} is shaped like the public instance, {@link
 * dev.countersign.simulation.sigstore.GitHubSigstore} like GitHub's own. Either takes a {@link
 * dev.countersign.simulation.sigstore.SigningRequest} and hands out {@link
 * dev.countersign.simulation.sigstore.SignedMaterials}.
 */
@NullMarked
package dev.countersign.simulation.sigstore;

import org.jspecify.annotations.NullMarked;
