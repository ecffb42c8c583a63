package dev.countersign.simulation.github;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that the simulated GitHub remembers. */
final class State {
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final SimulatedApp app = new SimulatedApp();
  private final AppJwt appJwt;
  private final AccessTokens tokens;
  private final Repositories repositories = new Repositories();
  private final SimulatedHook hook;
  private final Map<Long, SimulatedInstallation> installations = new ConcurrentHashMap<>();

  State(InstantSource clock) {
    this.clock = clock;
    this.appJwt = new AppJwt(app, clock);
    this.tokens = new AccessTokens(clock);
    this.hook = new SimulatedHook(ids, clock);
  }

  InstantSource clock() {
    return clock;
  }

  Ids ids() {
    return ids;
  }

  SimulatedApp app() {
    return app;
  }

  AppJwt appJwt() {
    return appJwt;
  }

  AccessTokens tokens() {
    return tokens;
  }

  SimulatedHook hook() {
    return hook;
  }

  Repositories repositories() {
    return repositories;
  }

  Map<Long, SimulatedInstallation> installations() {
    return installations;
  }

  /** The installation that has selected a repository. */
  Optional<SimulatedInstallation> installationOf(SimulatedRepository repository) {
    return installations.values().stream()
        .filter(installation -> installation.covers(repository))
        .findFirst();
  }
}
