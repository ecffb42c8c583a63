package dev.countersign.policy;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The key that somebody probably meant who wrote one that is not known. */
final class NearMiss {
  private static final int LONGEST_KEY = 40;

  private NearMiss() {}

  /**
   * The path of the known key whose name is nearest, if one is near; of equally near ones the one
   * of the same section.
   *
   * @param section prefix of the paths where {@code key} was found: {@code signer.}
   */
  static Optional<String> of(String section, String key) {
    if (key.length() > LONGEST_KEY) {
      return Optional.empty();
    }
    String found = key.toLowerCase(Locale.ROOT).replace('_', '-');
    return PolicyFile.PATHS.stream()
        .map(path -> new Candidate(path, distance(found, name(path))))
        .filter(
            candidate -> candidate.distance() <= Math.max(1, name(candidate.path()).length() / 3))
        .min(
            Comparator.comparingInt(Candidate::distance)
                .thenComparing(
                    candidate -> !candidate.path().equals(section + name(candidate.path())))
                .thenComparing(Candidate::path))
        .map(Candidate::path);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** How many characters to insert, delete, replace, or swap with the next, each at most once. */
  private static int distance(String a, String b) {
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, a, b, i, j);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int step(int[][] distances, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(
            distances[i - 1][j - 1] + (same ? 0 : 1),
            1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
  }

  private record Candidate(String path, int distance) {}
}
