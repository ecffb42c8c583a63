package dev.countersign.simulation.github;

/**
 * Addresses that answers carry, both without a trailing slash.
 *
 * @param api the simulator's own address
 * @param web where people would browse: {@code https://github.com}
 */
record Urls(String api, String web) {
  String api(SimulatedRepository repository) {
    return api + "/repos/" + repository.fullName();
  }

  String web(SimulatedRepository repository) {
    return web + "/" + repository.fullName();
  }
}
