package dev.countersign.simulation.git;

import java.time.Instant;

/**
 * A tag object, with its id.
 *
 * @param target id of the object that it tags
 * @param targetType {@code commit}, or {@code tag} for a tag of a tag
 */
public record AnnotatedTag(
    String id,
    String target,
    String targetType,
    String name,
    Person tagger,
    Instant when,
    String message) {}
