package dev.countersign.cli;

import dev.countersign.port.TransparencyLog;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * What a command takes from the machine it runs on.
 *
 * @param environment environment variables: {@code REKOR_URL}, {@code XDG_CACHE_HOME}, and those
 *     that stand in for options
 * @param clock tells how old a kept trusted root is
 * @param logs makes the client of the transparency log at a base URL
 */
public record Surroundings(
    Map<String, String> environment, InstantSource clock, Function<URI, TransparencyLog> logs) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
