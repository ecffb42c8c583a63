package dev.countersign.verification;

import dev.countersign.verification.ManifestLine.Listed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Finds the lines of a manifest that count: for each path those of the strongest hash function that
 * it is listed with. What other lines say of the path is not compared, but it must not contradict.
 *
 * <p>Of each line only a hash of its path is kept. Lines are read again where their paths may be
 * the same, or where they are a problem.
 */
final class StrongestLines {
  private final ManifestProblems problems;
  private final LongStream.Builder keys = LongStream.builder();
  private final Map<ListedAlgorithm, BitSet> byAlgorithm = new EnumMap<>(ListedAlgorithm.class);
  private int count;

  StrongestLines(ManifestProblems problems) {
    this.problems = problems;
  }

  /** Takes the next line into account. */
  void add(Listed listed) {
    keys.add((long) listed.path().hashCode() << 32 | count);
    byAlgorithm.computeIfAbsent(listed.algorithm(), none -> new BitSet()).set(count);
    count++;
  }

  /** Indexes of the lines that count, among all those that were added. */
  BitSet among(ListedLines lines) {
    long[] byHash = keys.build().toArray();
    Arrays.sort(byHash);
    BitSet counting = new BitSet(count);
    int from = 0;
    while (from < byHash.length) {
      int to = from + 1;
      while (to < byHash.length && byHash[to] >> 32 == byHash[from] >> 32) {
        to++;
      }
      for (List<Integer> ofOnePath : byPath(lines, Arrays.copyOfRange(byHash, from, to))) {
        choose(ofOnePath, lines, counting);
      }
      from = to;
    }
    return counting;
  }

  /** Hash functions that the lines of {@code counting} have. */
  Set<Digest.Algorithm> algorithms(BitSet counting) {
    return byAlgorithm.entrySet().stream()
        .filter(entry -> entry.getValue().intersects(counting))
        .flatMap(entry -> entry.getKey().accepted().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Collection<List<Integer>> byPath(ListedLines lines, long[] ofOneHash) {
    if (ofOneHash.length == 1) {
      return List.of(List.of((int) ofOneHash[0]));
    }
    Map<String, List<Integer>> byPath = new HashMap<>();
    for (long key : ofOneHash) {
      int index = (int) key;
      byPath.computeIfAbsent(lines.listed(index).path(), none -> new ArrayList<>()).add(index);
    }
    return byPath.values();
  }

  private void choose(List<Integer> ofOnePath, ListedLines lines, BitSet counting) {
    ListedAlgorithm strongest = ListedAlgorithm.MD5;
    for (int index : ofOnePath) {
      ListedAlgorithm algorithm = algorithm(index);
      strongest = algorithm.compareTo(strongest) > 0 ? algorithm : strongest;
    }
    for (int index : ofOnePath) {
      if (strongest.accepted().isEmpty()) {
        refuseAsTooWeak(index, lines);
      } else if (algorithm(index) == strongest) {
        counting.set(index);
      }
    }
    findConflicts(ofOnePath, lines);
  }

  private ListedAlgorithm algorithm(int index) {
    for (Map.Entry<ListedAlgorithm, BitSet> entry : byAlgorithm.entrySet()) {
      if (entry.getValue().get(index)) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("no line was added as number " + index);
  }

  private void refuseAsTooWeak(int index, ListedLines lines) {
    Listed listed = lines.listed(index);
    problems.add(
        lines.number(index),
        ReasonCode.DIGEST_TOO_WEAK,
        "a SHA-256, SHA-384 or SHA-512 checksum",
        listed.algorithm().displayName() + " " + listed.hex() + " " + listed.path());
  }

  private void findConflicts(List<Integer> ofOnePath, ListedLines lines) {
    if (ofOnePath.size() == 1) {
      return;
    }
    Map<ListedAlgorithm, Stated> first = new EnumMap<>(ListedAlgorithm.class);
    for (int index : ofOnePath) {
      Listed listed = lines.listed(index);
      Stated stated = new Stated(lines.number(index), listed.hex());
      Stated earlier = first.computeIfAbsent(listed.algorithm(), none -> stated);
      if (!earlier.hex().equals(stated.hex())) {
        problems.add(
            stated.line(),
            ReasonCode.MANIFEST_ENTRY_CONFLICT,
            "line " + earlier.line() + ": " + earlier.hex() + " " + listed.path(),
            stated.hex() + " " + listed.path());
      }
    }
  }

  /** The digest that a line gives. */
  private record Stated(int line, String hex) {}
}
