package dev.countersign.report;

import dev.countersign.verification.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims of a signing certificate with their names. */
final class ClaimNames {
  private ClaimNames() {}

  /**
   * A claim.
   *
   * @param name what the claim is called
   * @param value foreign text
   */
  record Named(String name, String oid, String value) {}

  /** Known claims in the order of their OIDs, then the others. */
  static List<Named> of(Map<String, String> claims) {
    List<Named> named = new ArrayList<>();
    Arrays.stream(Claim.values())
        .filter(claim -> claims.containsKey(claim.oid()))
        .map(claim -> new Named(claim.title(), claim.oid(), claims.getOrDefault(claim.oid(), "")))
        .forEach(named::add);
    Set<String> known = named.stream().map(Named::oid).collect(Collectors.toSet());
    claims.keySet().stream()
        .filter(oid -> !known.contains(oid))
        .sorted()
        .map(oid -> new Named("Other claim", oid, claims.getOrDefault(oid, "")))
        .forEach(named::add);
    return named;
  }
}
