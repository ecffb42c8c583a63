/** The way in for GitHub's webhooks: signed requests become stored deliveries. */
@NullMarked
package dev.countersign.webhook;

import org.jspecify.annotations.NullMarked;
