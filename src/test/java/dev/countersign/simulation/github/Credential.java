package dev.countersign.simulation.github;

/** Which kind of credential a request carried. */
public enum Credential {
  NONE,
  APP_JWT,
  INSTALLATION_TOKEN,
  UNKNOWN;

  static Credential of(ApiRequest request) {
    String value = bearer(request);
    if (value.isEmpty()) {
      return NONE;
    }
    if (value.startsWith("ghs_")) {
      return INSTALLATION_TOKEN;
    }
    return value.startsWith("eyJ") ? APP_JWT : UNKNOWN;
  }

  /** The token of an {@code Authorization} header, which has either scheme; empty without one. */
  static String bearer(ApiRequest request) {
    return request
        .header("authorization")
        .filter(header -> header.matches("(?i)(bearer|token) .+"))
        .map(header -> header.substring(header.indexOf(' ') + 1).strip())
        .orElse("");
  }
}
