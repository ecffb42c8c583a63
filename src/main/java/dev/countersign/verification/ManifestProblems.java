package dev.countersign.verification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a manifest: of each kind the first lines one by one, the rest as a number. */
final class ManifestProblems {
  /** Most lines with one kind of problem that are named. */
  static final int NAMED = 20;

  private final Map<ReasonCode, Kind> kinds = new EnumMap<>(ReasonCode.class);

  /** Adds a problem; a line has one of a kind, and lines may come in any order. */
  void add(int line, ReasonCode reason, String expected, String actual) {
    kinds
        .computeIfAbsent(reason, none -> new Kind())
        .add(
            line,
            Finding.failed(Check.MANIFEST, reason, expected, "line " + line + ": " + actual)
                .atLine(line));
  }

  boolean areNone() {
    return kinds.isEmpty();
  }

  /** As findings, one kind after the other. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    kinds.forEach(
        (reason, kind) -> {
          findings.addAll(kind.first.values());
          int rest = kind.count - kind.first.size();
          if (rest > 0) {
            findings.add(
                Finding.failed(
                    Check.MANIFEST,
                    reason,
                    "",
                    rest + (rest == 1 ? " more line like these" : " more lines like these")));
          }
        });
    return findings;
  }

  private static final class Kind {
    private final TreeMap<Integer, Finding> first = new TreeMap<>();
    private int count;

    void add(int line, Finding finding) {
      count++;
      first.put(line, finding);
      if (first.size() > NAMED) {
        first.pollLastEntry();
      }
    }
  }
}
