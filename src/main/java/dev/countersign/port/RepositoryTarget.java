package dev.countersign.port;

import dev.countersign.verification.RepositoryName;

/**
 * A repository together with the installation of the App that may act on it.
 *
 * @param installationId numeric id of the installation
 * @param repositoryId numeric id of the repository
 * @param name its name as the event spelled it
 */
public record RepositoryTarget(long installationId, long repositoryId, RepositoryName name) {}
