package dev.countersign.simulation.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Releases of one repository. Safe for many threads. */
final class Releases {
  private final List<SimulatedRelease> releases = new ArrayList<>();

  synchronized void add(SimulatedRelease release) {
    releases.add(release);
  }

  synchronized boolean delete(SimulatedRelease release) {
    return releases.remove(release);
  }

  /** Newest first. */
  synchronized List<SimulatedRelease> all() {
    return releases.stream()
        .sorted(Comparator.comparingLong(SimulatedRelease::id).reversed())
        .toList();
  }

  /** The published release of a tag; GitHub does not find drafts by their tag. */
  Optional<SimulatedRelease> published(String tag) {
    return all().stream()
        .filter(release -> release.tag().equals(tag) && !release.isDraft())
        .findFirst();
  }

  Optional<SimulatedRelease> byId(long id) {
    return all().stream().filter(release -> release.id() == id).findFirst();
  }
}
