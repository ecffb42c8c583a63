package dev.countersign.verification;

/**
 * What is checked about a material set, in the order in which a reader wants it. A set is verified
 * only when every one of these has passed.
 */
public enum Check {
  MATERIALS("Materials"),
  SIGNATURE("Signature"),
  CERTIFICATE("Signing certificate"),
  CERTIFICATE_TRANSPARENCY("Certificate transparency"),
  LOG_ENTRY("Transparency log"),
  SIGNING_TIME("Signing time"),
  SIGNER("Signer"),
  ISSUER("Issuer"),
  TRIGGER("Trigger"),
  REPOSITORY("Repository"),
  TAG("Tag"),
  COMMIT("Commit"),
  MANIFEST("Manifest"),
  CONTENTS("Contents");

  private final String title;

  Check(String title) {
    this.title = title;
  }

  /** Name for the reader. */
  public String title() {
    return title;
  }
}
