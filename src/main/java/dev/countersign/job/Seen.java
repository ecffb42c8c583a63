package dev.countersign.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.materials.Belonging;
import dev.countersign.port.Asset;
import dev.countersign.port.ReleaseState;
import dev.countersign.verification.Digest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a verdict was made of, so short that it can be kept and compared: where none of it changed,
 * neither does the verdict.
 *
 * @param state hash of the tag, the assets and the configuration
 * @param sets by the key of each manifest on the default branch, whose it is
 */
record Seen(String state, Map<String, Belonging> sets) {
  Seen {
    Objects.requireNonNull(state, "state");
    sets = Map.copyOf(sets);
  }

  /**
   * What is seen of a release.
   *
   * @param configuration id of the configuration that is in force
   */
  static Seen of(ReleaseState release, String configuration, Map<String, Belonging> sets) {
    return new Seen(stateOf(release, configuration), sets);
  }

  /** The hash of all but the materials. */
  static String stateOf(ReleaseState release, String configuration) {
    Stream<String> about =
        Stream.of(
            configuration,
            release.release().commit(),
            release.release().tagObject().orElse(""),
            release.publishedAt().toString());
    Stream<String> assets =
        release.assets().stream()
            .sorted(Comparator.comparing(Asset::name))
            .map(
                asset ->
                    asset.name()
                        + "/"
                        + asset.size()
                        + "/"
                        + asset.digest().map(Digest::hex).orElse(""));
    return Digest.sha256(
            Stream.concat(about, assets).collect(Collectors.joining("\n")).getBytes(UTF_8))
        .hex();
  }

  /** Whether one of its own sets is not among these keys any more. */
  boolean lacksAny(Set<String> keys) {
    return sets.entrySet().stream()
        .anyMatch(set -> set.getValue().counts() && !keys.contains(set.getKey()));
  }

  /** For the database: the state, then one line for each set. */
  String toText() {
    return Stream.concat(
            Stream.of(state),
            sets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(set -> set.getValue().name() + " " + set.getKey()))
        .collect(Collectors.joining("\n"));
  }

  static Seen ofText(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, Belonging> sets = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] set = lines[i].split(" ", 2);
      sets.put(set[1], Belonging.valueOf(set[0]));
    }
    return new Seen(lines[0], sets);
  }
}
