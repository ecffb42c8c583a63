package dev.countersign.simulation.github;

/**
 * A group of pull requests that a merge queue tries together.
 *
 * @param headRef full name of the branch that the queue made of it
 * @param baseRef full name of the branch that it is for
 */
public record MergeGroup(String headSha, String headRef, String baseSha, String baseRef) {}
