package dev.countersign.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A stored delivery that is to be handled.
 *
 * @param guid GitHub's id of the delivery
 * @param event name of the event
 * @param installationId numeric id of the installation, if the payload names one
 * @param repository {@code OWNER/REPO}, if the payload names one
 * @param payload JSON text
 * @param attempts how often it was tried before
 */
record WaitingDelivery(
    String guid,
    String event,
    @Nullable Long installationId,
    @Nullable String repository,
    byte[] payload,
    int attempts) {}
