package dev.countersign.trust;

import dev.sigstore.tuf.Fetcher;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of a TUF repository as it serves them, by their path below its base URL. A fetcher itself,
 * so that what was fetched once can be verified again from the start.
 */
record TufFiles(Map<String, byte[]> byPath) implements Fetcher {
  static final TufFiles NONE = new TufFiles(Map.of());

  private static final Pattern ROOT = Pattern.compile("([0-9]{1,9})\\.root\\.json");

  TufFiles {
    byPath = Map.copyOf(byPath);
  }

  /** These files and newer ones, which replace those of the same path. */
  TufFiles with(TufFiles newer) {
    Map<String, byte[]> all = new TreeMap<>(byPath);
    all.putAll(newer.byPath);
    return new TufFiles(all);
  }

  /** Without the root metadata that is newer than a version. */
  TufFiles withRootsUpTo(int version) {
    Map<String, byte[]> some = new TreeMap<>(byPath);
    some.keySet().removeIf(path -> rootVersion(path) > version);
    return new TufFiles(some);
  }

  /** The root metadata alone. */
  TufFiles roots() {
    Map<String, byte[]> some = new TreeMap<>(byPath);
    some.keySet().removeIf(path -> rootVersion(path) < 0);
    return new TufFiles(some);
  }

  @Override
  public String getSource() {
    return "kept files";
  }

  @Override
  public byte @Nullable [] fetchResource(String path, int maxLength) {
    return byPath.get(path);
  }

  private static int rootVersion(String path) {
    Matcher matcher = ROOT.matcher(path);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
