package dev.countersign.github;

import dev.countersign.port.RepositoryTarget;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.RepositoryName;
import java.net.URI;
import java.time.InstantSource;

/** Clients of the simulated GitHub, which repeat requests without waiting. */
final class SimulatedApps {
  private SimulatedApps() {}

  /** One that remembers nothing yet. */
  static GitHubApp of(SimulatedGitHub gitHub, InstantSource clock) {
    return new GitHubApp(
        URI.create(gitHub.url()),
        URI.create(SimulatedGitHub.WEB_URL),
        gitHub.app().id(),
        gitHub.app().privateKeyPkcs1(),
        clock,
        GitHubOptions.defaults().withPause(wait -> {}),
        new RecordingWatch());
  }

  /** The repository as an event names it. */
  static RepositoryTarget target(
      SimulatedInstallation installation, SimulatedRepository repository) {
    return new RepositoryTarget(
        installation.id(), repository.id(), RepositoryName.parse(repository.fullName()));
  }
}
