package dev.countersign.simulation.github;

import java.time.Instant;

/**
 * One attempt at a delivery, as GitHub remembers it.
 *
 * @param id of the attempt; the delivery's GUID is that of all its attempts
 * @param redelivery whether somebody asked for it
 * @param statusCode what the receiver answered; 502 when none was found
 */
public record HookAttempt(
    long id,
    WebhookDelivery delivery,
    Instant deliveredAt,
    boolean redelivery,
    int statusCode,
    String status) {}
