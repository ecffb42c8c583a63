package dev.countersign.verification;

import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A checksums file as {@code sha256sum} and its like write it. Immutable. It keeps the bytes and
 * where lines begin in them, and reads an entry anew whenever it is asked for, so that a long one
 * needs little memory.
 */
public final class Manifest {
  /** Most bytes that are read. */
  public static final int MAX_BYTES = 128 << 20;

  /** Most lines that are read. */
  public static final int MAX_LINES = 1_000_000;

  private final ListedLines lines;
  private final Set<Digest.Algorithm> algorithms;
  private final List<Finding> problems;

  Manifest(ListedLines lines, Set<Digest.Algorithm> algorithms, List<Finding> problems) {
    this.lines = lines;
    this.algorithms = Set.copyOf(algorithms);
    this.problems = List.copyOf(problems);
  }

  /** Reads {@code content}, which is kept uncopied and must not change. */
  static Manifest parse(byte[] content) {
    return new ManifestReader(content).read(MAX_BYTES, MAX_LINES);
  }

  /** A manifest that lists nothing, which is what is wrong with it. */
  static Manifest empty() {
    return withoutEntries(
        Finding.failed(
            Check.MANIFEST, ReasonCode.MANIFEST_EMPTY, "at least one entry", "no entry"));
  }

  /** A manifest that was not read, because there is more of it than {@code expected}. */
  static Manifest unread(String expected, String actual) {
    return withoutEntries(
        Finding.undecided(Check.MANIFEST, ReasonCode.CONTENT_LIMIT_REACHED, expected, actual));
  }

  private static Manifest withoutEntries(Finding problem) {
    return new Manifest(ListedLines.none(), Set.of(), List.of(problem));
  }

  /**
   * The entries that count, in the order of their lines: those that list a path with the strongest
   * hash function that the manifest has for it. A path may have several, and where they disagree
   * that is among the {@link #problems}. The list reads an entry whenever it is asked for one.
   */
  public List<ManifestEntry> entries() {
    return new Entries();
  }

  /** The hash functions of the entries that count: those that files must be hashed with. */
  public Set<Digest.Algorithm> algorithms() {
    return algorithms;
  }

  /**
   * What is wrong with it, as findings of {@link Check#MANIFEST}: it lists nothing, or has lines
   * that cannot be read, mislead, contradict or prove nothing; or it was not read.
   */
  public List<Finding> problems() {
    return problems;
  }

  /**
   * Whether it was read. If not, a limit was reached, and it has no entries though it lists some.
   */
  public boolean isRead() {
    return problems.stream().noneMatch(problem -> problem.status() == Status.UNDECIDED);
  }

  /**
   * For each entry of {@code path} the digest of all bytes above its line, taken with the entry's
   * hash function. Each byte is hashed once at most, however many entries there are.
   */
  public Map<ManifestEntry, Digest> digestsAbove(String path) {
    int[] indexes =
        IntStream.range(0, lines.size())
            .filter(index -> lines.listed(index).path().equals(path))
            .toArray();
    if (indexes.length == 0) {
      return Map.of();
    }
    // All entries of a path that count have the same hash function.
    Digest.Algorithm algorithm = entry(indexes[0]).digest().algorithm();
    MessageDigest hash = algorithm.newMessageDigest();
    // By line, not by hash code, which whoever lists digests can make the same for all.
    Map<ManifestEntry, Digest> digests =
        new TreeMap<>(Comparator.comparingInt(ManifestEntry::line));
    int hashed = 0;
    for (int index : indexes) {
      lines.hash(hashed, lines.offset(index), hash);
      hashed = lines.offset(index);
      digests.put(entry(index), Digest.soFar(algorithm, hash));
    }
    return digests;
  }

  private ManifestEntry entry(int index) {
    ManifestLine.Listed listed = lines.listed(index);
    return new ManifestEntry(
        lines.number(index),
        new Digest(listed.algorithm().accepted().orElseThrow(), listed.hex()),
        listed.path());
  }

  private final class Entries extends AbstractList<ManifestEntry> implements RandomAccess {
    @Override
    public ManifestEntry get(int index) {
      return entry(index);
    }

    @Override
    public int size() {
      return lines.size();
    }
  }
}
