package dev.countersign.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to the webhook as it arrived, nothing checked but its size.
 *
 * @param signature {@code X-Hub-Signature-256}
 * @param contentType {@code Content-Type}
 * @param event {@code X-GitHub-Event}
 * @param guid {@code X-GitHub-Delivery}
 * @param body raw bytes
 * @param receivedAt when it arrived
 */
record WebhookRequest(
    @Nullable String signature,
    @Nullable String contentType,
    @Nullable String event,
    @Nullable String guid,
    byte[] body,
    Instant receivedAt) {}
