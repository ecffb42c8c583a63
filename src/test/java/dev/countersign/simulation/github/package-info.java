/** A simulated GitHub: the part of its REST API and webhooks that a GitHub App meets. */
@NullMarked
package dev.countersign.simulation.github;

import org.jspecify.annotations.NullMarked;
