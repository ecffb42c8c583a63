package dev.countersign.simulation.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A TUF repository with keys of its own: three for the root role, of which two must sign, and one
 * for each other. It signs whatever a test tells it to, right or wrong.
 *
 * <pre>{@code
 * LocalTuf tuf = new LocalTuf(clock);
 * tuf.publish("{...}"); // a new trusted_root.json, and the metadata that lead to it
 * }</pre>
 */
public final class LocalTuf {
  /** Who signs a new root. */
  public enum RootSigners {
    OLD_AND_NEW,
    ONLY_OLD,
    ONLY_NEW
  }

  private static final String TARGET = "trusted_root.json";

  private final InstantSource clock;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<TufRole, List<TufKey>> keys = new EnumMap<>(TufRole.class);
  private final Map<TufRole, Integer> versions = new EnumMap<>(TufRole.class);
  private final Map<TufRole, Duration> lifetimes = new EnumMap<>(TufRole.class);
  private final Set<TufRole> impostors = EnumSet.noneOf(TufRole.class);
  private final String firstRoot;
  private byte[] target = new byte[0];

  /** Has a root of version 1 and nothing published yet. */
  public LocalTuf(InstantSource clock) {
    this.clock = clock;
    for (TufRole role : TufRole.values()) {
      keys.put(role, newKeys(role));
      versions.put(role, 0);
    }
    lifetimes.put(TufRole.ROOT, Duration.ofDays(365));
    lifetimes.put(TufRole.TARGETS, Duration.ofDays(180));
    lifetimes.put(TufRole.SNAPSHOT, Duration.ofDays(90));
    lifetimes.put(TufRole.TIMESTAMP, Duration.ofDays(30));
    writeRoot(keysOf(TufRole.ROOT));
    firstRoot = new String(file(TufRole.ROOT), UTF_8);
  }

  /** The root metadata that a client is given by other means. */
  public String firstRoot() {
    return firstRoot;
  }

  /** What is served, by path; a test may put in anything. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** Path of the present metadata of a role. */
  public String path(TufRole role) {
    return role.path(versions.getOrDefault(role, 0));
  }

  /** Path of the present trusted root. */
  public String targetPath() {
    return "targets/" + Documents.sha256(target) + "." + TARGET;
  }

  /** How long metadata that are signed from now on are valid; may be negative. */
  public LocalTuf lifetime(TufRole role, Duration lifetime) {
    lifetimes.put(role, lifetime);
    return this;
  }

  /** The version that the next metadata of a role will have. */
  public LocalTuf nextVersion(TufRole role, int version) {
    versions.put(role, version - 1);
    return this;
  }

  /** Whether metadata of a role are signed in its name with keys that nobody trusts. */
  public LocalTuf signedByImpostors(TufRole role, boolean whether) {
    if (whether) {
      impostors.add(role);
    } else {
      impostors.remove(role);
    }
    return this;
  }

  /** Signs new targets with this trusted root, and what leads there. */
  public void publish(String trustedRoot) {
    target = trustedRoot.getBytes(UTF_8);
    files.put(targetPath(), target);
    writeTargets();
    resign();
  }

  /** Signs new snapshot and timestamp metadata of the same targets. */
  public void resign() {
    writeSnapshot();
    resignTimestamp();
  }

  /** Signs a new timestamp alone. */
  public void resignTimestamp() {
    JsonObject meta = new JsonObject();
    meta.add("snapshot.json", description(TufRole.SNAPSHOT));
    JsonObject signed = signed(TufRole.TIMESTAMP);
    signed.add("meta", meta);
    write(TufRole.TIMESTAMP, signed, signers(TufRole.TIMESTAMP));
  }

  /** Gives roles new keys, by a new root; the roles' metadata are not signed again. */
  public void rotate(RootSigners signers, TufRole... roles) {
    List<TufKey> old = keysOf(TufRole.ROOT);
    for (TufRole role : roles) {
      keys.put(role, newKeys(role));
    }
    List<TufKey> present = keysOf(TufRole.ROOT);
    List<TufKey> signing =
        switch (signers) {
          case ONLY_OLD -> old;
          case ONLY_NEW -> present;
          case OLD_AND_NEW -> Stream.concat(old.stream(), present.stream()).distinct().toList();
        };
    writeRoot(signing);
  }

  private void writeRoot(List<TufKey> signing) {
    JsonObject known = new JsonObject();
    JsonObject roles = new JsonObject();
    for (TufRole role : TufRole.values()) {
      JsonArray ids = new JsonArray();
      for (TufKey key : keysOf(role)) {
        known.add(key.id(), key.json());
        ids.add(key.id());
      }
      JsonObject description = new JsonObject();
      description.add("keyids", ids);
      description.addProperty("threshold", role == TufRole.ROOT ? 2 : 1);
      roles.add(role.type(), description);
    }
    JsonObject signed = signed(TufRole.ROOT);
    signed.addProperty("consistent_snapshot", true);
    signed.add("keys", known);
    signed.add("roles", roles);
    write(TufRole.ROOT, signed, signing);
  }

  private void writeTargets() {
    JsonObject targets = new JsonObject();
    targets.add(TARGET, Documents.description(target));
    JsonObject signed = signed(TufRole.TARGETS);
    signed.add("targets", targets);
    write(TufRole.TARGETS, signed, signers(TufRole.TARGETS));
  }

  private void writeSnapshot() {
    JsonObject meta = new JsonObject();
    meta.add("targets.json", description(TufRole.TARGETS));
    JsonObject signed = signed(TufRole.SNAPSHOT);
    signed.add("meta", meta);
    write(TufRole.SNAPSHOT, signed, signers(TufRole.SNAPSHOT));
  }

  private JsonObject description(TufRole role) {
    JsonObject description = Documents.description(file(role));
    description.addProperty("version", versions.get(role));
    return description;
  }

  /** What all metadata say; counts the version up. */
  private JsonObject signed(TufRole role) {
    JsonObject signed = new JsonObject();
    signed.addProperty("_type", role.type());
    signed.addProperty(
        "expires",
        clock
            .instant()
            .plus(lifetimes.getOrDefault(role, Duration.ZERO))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString());
    signed.addProperty("spec_version", "1.0");
    signed.addProperty("version", versions.merge(role, 1, Integer::sum));
    return signed;
  }

  private void write(TufRole role, JsonObject signed, List<TufKey> signing) {
    files.put(path(role), Documents.sign(signed, signing));
  }

  private byte[] file(TufRole role) {
    byte[] content = files.get(path(role));
    if (content == null) {
      throw new IllegalStateException("nothing published yet: " + path(role));
    }
    return content;
  }

  /** An impostor's signature bears the id of the key that it stands for. */
  private List<TufKey> signers(TufRole role) {
    return impostors.contains(role)
        ? keysOf(role).stream()
            .map(key -> new TufKey(key.id(), key.json(), TufKey.generate().keys()))
            .toList()
        : keysOf(role);
  }

  private List<TufKey> keysOf(TufRole role) {
    return new ArrayList<>(keys.getOrDefault(role, List.of()));
  }

  private static List<TufKey> newKeys(TufRole role) {
    TufKey[] fresh = new TufKey[role == TufRole.ROOT ? 3 : 1];
    Arrays.setAll(fresh, index -> TufKey.generate());
    return List.of(fresh);
  }
}
