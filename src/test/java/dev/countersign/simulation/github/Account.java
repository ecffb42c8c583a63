package dev.countersign.simulation.github;

/**
 * A user or an organization.
 *
 * @param type {@code User}, {@code Organization} or {@code Bot}
 */
public record Account(long id, String login, String type) {}
