package dev.countersign.simulation.tuf;

import java.util.Locale;

/** The top-level roles of TUF. */
public enum TufRole {
  ROOT,
  TARGETS,
  SNAPSHOT,
  TIMESTAMP;

  /** Its name in metadata. */
  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where its metadata of a version is served. */
  String path(int version) {
    return this == TIMESTAMP ? "timestamp.json" : version + "." + type() + ".json";
  }
}
