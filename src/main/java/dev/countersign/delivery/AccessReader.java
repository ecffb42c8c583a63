package dev.countersign.delivery;

import static dev.countersign.delivery.Payload.required;

import dev.countersign.delivery.Payload.Repository;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.RepositoriesGained;
import dev.countersign.delivery.WebhookEvent.RepositoriesLost;
import dev.countersign.delivery.WebhookEvent.RepositoryChanged;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the App may act on: which repositories of which installation, under which names. */
final class AccessReader {
  private AccessReader() {}

  static WebhookEvent installation(Payload payload) {
    String action = String.valueOf(payload.action());
    return switch (action) {
      case "created", "unsuspend", "new_permissions_accepted" ->
          gained(payload, payload.repositories());
      case "deleted", "suspend" -> new RepositoriesLost(payload.installationId(), Optional.empty());
      default -> new Ignored("the installation was " + action);
    };
  }

  static WebhookEvent repositories(Payload payload) {
    String action = String.valueOf(payload.action());
    return switch (action) {
      case "added" -> gained(payload, required(payload.repositoriesAdded(), "repositories_added"));
      case "removed" ->
          new RepositoriesLost(
              payload.installationId(),
              Optional.of(ids(required(payload.repositoriesRemoved(), "repositories_removed"))));
      default -> new Ignored("the installation's repositories were " + action);
    };
  }

  static WebhookEvent repository(Payload payload) {
    String action = String.valueOf(payload.action());
    return switch (action) {
      case "renamed",
          "transferred",
          "privatized",
          "publicized",
          "archived",
          "unarchived",
          "edited" ->
          new RepositoryChanged(payload.target());
      case "deleted" ->
          new RepositoriesLost(
              payload.installationId(), Optional.of(Set.of(payload.target().repositoryId())));
      default -> new Ignored("the repository was " + action);
    };
  }

  /** GitHub leaves the list out of some payloads. */
  private static WebhookEvent gained(Payload payload, @Nullable List<Repository> repositories) {
    long installationId = payload.installationId();
    List<Repository> listed = repositories == null ? List.of() : repositories;
    return new RepositoriesGained(
        installationId,
        listed.stream().map(repository -> repository.target(installationId)).toList());
  }

  private static Set<Long> ids(List<Repository> repositories) {
    return repositories.stream()
        .map(repository -> required(repository.id(), "repositories_removed.id"))
        .collect(Collectors.toSet());
  }
}
