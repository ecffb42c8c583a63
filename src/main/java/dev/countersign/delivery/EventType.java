package dev.countersign.delivery;

import java.util.Optional;

/** The events that Countersign acts on, under the names of the {@code X-GitHub-Event} header. */
public enum EventType {
  RELEASE("release"),
  PUSH("push"),
  CREATE("create"),
  DELETE("delete"),
  WORKFLOW_RUN("workflow_run"),
  PULL_REQUEST("pull_request"),
  MERGE_GROUP("merge_group"),
  CHECK_RUN("check_run"),
  CHECK_SUITE("check_suite"),
  INSTALLATION("installation"),
  INSTALLATION_REPOSITORIES("installation_repositories"),
  REPOSITORY("repository");

  private final String headerValue;

  EventType(String headerValue) {
    this.headerValue = headerValue;
  }

  /** The event of this name, empty if Countersign has no use for it. */
  public static Optional<EventType> named(String name) {
    for (EventType type : values()) {
      if (type.headerValue.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
