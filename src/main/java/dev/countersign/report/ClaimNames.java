package dev.countersign.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The claims of a signing certificate with their names.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
final class ClaimNames {
  private static final String ARC = "1.3.6.1.4.1.57264.1.";

  /** OID of the claim that names the event which started the workflow, in its old form. */
  static final String TRIGGER = ARC + 2;

  /** OID of the same in its new form. */
  static final String BUILD_TRIGGER = ARC + 20;

  /** Names of {@code ARC + 1}, {@code ARC + 2} and so on. */
  private static final List<String> NAMES =
      List.of(
          "Issuer (old form)",
          "Workflow trigger (old form)",
          "Workflow commit (old form)",
          "Workflow name (old form)",
          "Workflow repository (old form)",
          "Workflow ref (old form)",
          "Other name",
          "Issuer",
          "Build signer (workflow that signed)",
          "Build signer commit",
          "Runner environment",
          "Source repository",
          "Source repository commit",
          "Source repository ref",
          "Source repository id",
          "Source repository owner",
          "Source repository owner id",
          "Build configuration (workflow that was started)",
          "Build configuration commit",
          "Build trigger",
          "Run",
          "Source repository visibility at signing",
          "Deployment environment",
          "Token subject");

  private ClaimNames() {}

  /**
   * A claim.
   *
   * @param name what the claim is called; its OID where that is unknown
   * @param value foreign text
   */
  record Claim(String name, String oid, String value) {}

  /** Known claims in the order of their OIDs, then the others. */
  static List<Claim> of(Map<String, String> claims) {
    List<Claim> named = new ArrayList<>();
    IntStream.rangeClosed(1, NAMES.size())
        .filter(i -> claims.containsKey(ARC + i))
        .mapToObj(i -> new Claim(NAMES.get(i - 1), ARC + i, claims.getOrDefault(ARC + i, "")))
        .forEach(named::add);
    List<String> known = named.stream().map(Claim::oid).toList();
    claims.keySet().stream()
        .filter(oid -> !known.contains(oid))
        .sorted()
        .map(oid -> new Claim("Other claim", oid, claims.getOrDefault(oid, "")))
        .forEach(named::add);
    return named;
  }
}
