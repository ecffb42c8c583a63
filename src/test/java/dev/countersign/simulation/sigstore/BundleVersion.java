package dev.countersign.simulation.sigstore;

/** A version of the Sigstore bundle format. */
public enum BundleVersion {
  V0_1("application/vnd.dev.sigstore.bundle+json;version=0.1", ".sigstore"),
  V0_2("application/vnd.dev.sigstore.bundle+json;version=0.2", ".sigstore"),
  /** What the first clients of 0.3 wrote. */
  V0_3_PARAMETER("application/vnd.dev.sigstore.bundle+json;version=0.3", ".sigstore.json"),
  V0_3("application/vnd.dev.sigstore.bundle.v0.3+json", ".sigstore.json");

  private final String mediaType;
  private final String suffix;

  BundleVersion(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /** What clients of the time appended to the signed file's name. */
  public String suffix() {
    return suffix;
  }

  /** Whether the certificate stands in a chain of one, as it did before 0.3. */
  boolean hasCertificateChain() {
    return this == V0_1 || this == V0_2;
  }
}
