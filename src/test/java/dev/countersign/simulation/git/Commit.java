package dev.countersign.simulation.git;

import java.time.Instant;
import java.util.List;

/** A commit object, with its id. */
public record Commit(
    String id, String tree, List<String> parents, Person author, Instant when, String message) {
  public Commit {
    parents = List.copyOf(parents);
  }
}
