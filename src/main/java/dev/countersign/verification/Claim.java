package dev.countersign.verification;

/**
 * Something that a Fulcio certificate says about the workflow run it was issued to.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
public enum Claim {
  SUBJECT_ALTERNATIVE_NAME("2.5.29.17", "Subject alternative name"),
  ISSUER_V1(1, "Issuer (old form)"),
  TRIGGER_V1(2, "Workflow trigger (old form)"),
  COMMIT_V1(3, "Workflow commit (old form)"),
  WORKFLOW_NAME(4, "Workflow name (old form)"),
  REPOSITORY_V1(5, "Workflow repository (old form)"),
  REF_V1(6, "Workflow ref (old form)"),
  ISSUER(8, "Issuer"),
  BUILD_SIGNER_URI(9, "Build signer (workflow that signed)"),
  BUILD_SIGNER_DIGEST(10, "Build signer commit"),
  RUNNER_ENVIRONMENT(11, "Runner environment"),
  SOURCE_REPOSITORY_URI(12, "Source repository"),
  SOURCE_REPOSITORY_DIGEST(13, "Source repository commit"),
  SOURCE_REPOSITORY_REF(14, "Source repository ref"),
  SOURCE_REPOSITORY_ID(15, "Source repository id"),
  SOURCE_REPOSITORY_OWNER_URI(16, "Source repository owner"),
  SOURCE_REPOSITORY_OWNER_ID(17, "Source repository owner id"),
  BUILD_CONFIG_URI(18, "Build configuration (workflow that was started)"),
  BUILD_CONFIG_DIGEST(19, "Build configuration commit"),
  BUILD_TRIGGER(20, "Build trigger"),
  RUN_INVOCATION_URI(21, "Run"),
  SOURCE_REPOSITORY_VISIBILITY(22, "Source repository visibility at signing"),
  DEPLOYMENT_ENVIRONMENT(23, "Deployment environment"),
  TOKEN_SUBJECT(24, "Token subject");

  private static final String ARC = "1.3.6.1.4.1.57264.1.";
  private static final int FIRST_IN_DER = 8;

  private final String oid;
  private final String title;
  private final boolean raw;

  /** An extension of Fulcio's: raw text below number 8, a DER UTF8String from there on. */
  Claim(int number, String title) {
    this.oid = ARC + number;
    this.title = title;
    this.raw = number < FIRST_IN_DER;
  }

  Claim(String oid, String title) {
    this.oid = oid;
    this.title = title;
    this.raw = false;
  }

  /** Object identifier of the certificate extension. */
  public String oid() {
    return oid;
  }

  /** Name for the reader. */
  public String title() {
    return title;
  }

  boolean isFulcioExtension() {
    return this != SUBJECT_ALTERNATIVE_NAME;
  }

  boolean isRaw() {
    return raw;
  }
}
