package dev.countersign.simulation.github;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All repositories, by id and by the names that they have and had. */
final class Repositories {
  private final Map<Long, SimulatedRepository> byId = new ConcurrentHashMap<>();
  private final Map<String, SimulatedRepository> formerNames = new ConcurrentHashMap<>();

  void add(SimulatedRepository repository) {
    byId.put(repository.id(), repository);
    formerNames.remove(key(repository.fullName()));
  }

  void delete(SimulatedRepository repository) {
    byId.remove(repository.id());
    formerNames.values().removeIf(former -> former == repository);
  }

  void move(SimulatedRepository repository, Account owner, String name) {
    formerNames.put(key(repository.fullName()), repository);
    repository.settings().moveTo(owner, name);
    formerNames.remove(key(repository.fullName()));
  }

  Optional<SimulatedRepository> byId(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The repository that has this name now, in whatever case. */
  Optional<SimulatedRepository> named(String fullName) {
    return byId.values().stream()
        .filter(repository -> key(repository.fullName()).equals(key(fullName)))
        .findFirst();
  }

  /** The repository that had this name and moved. */
  Optional<SimulatedRepository> formerlyNamed(String fullName) {
    return Optional.ofNullable(formerNames.get(key(fullName)));
  }

  private static String key(String fullName) {
    return fullName.toLowerCase(Locale.ROOT);
  }
}
