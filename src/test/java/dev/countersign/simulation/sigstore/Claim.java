package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * What a Fulcio certificate's extension claims about the workflow run.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 */
public enum Claim {
  ISSUER_V1(1),
  TRIGGER(2),
  COMMIT(3),
  WORKFLOW_NAME(4),
  REPOSITORY(5),
  REF(6),
  ISSUER(8),
  BUILD_SIGNER_URI(9),
  BUILD_SIGNER_DIGEST(10),
  RUNNER_ENVIRONMENT(11),
  SOURCE_REPOSITORY_URI(12),
  SOURCE_REPOSITORY_DIGEST(13),
  SOURCE_REPOSITORY_REF(14),
  SOURCE_REPOSITORY_IDENTIFIER(15),
  SOURCE_REPOSITORY_OWNER_URI(16),
  SOURCE_REPOSITORY_OWNER_IDENTIFIER(17),
  BUILD_CONFIG_URI(18),
  BUILD_CONFIG_DIGEST(19),
  BUILD_TRIGGER(20),
  RUN_INVOCATION_URI(21),
  SOURCE_REPOSITORY_VISIBILITY(22);

  private static final ASN1ObjectIdentifier FULCIO =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1");
  private static final int LAST_UNENCODED = 6;

  private final int number;

  Claim(int number) {
    this.number = number;
  }

  /** Whether it is one of those that Fulcio has added since 2023. */
  public boolean isNewer() {
    return number > LAST_UNENCODED;
  }

  ASN1ObjectIdentifier oid() {
    return FULCIO.branch(Integer.toString(number));
  }

  /** The extension's value: the text's bytes as they are, or a DER UTF8String where newer. */
  byte[] encode(String value) {
    if (!isNewer()) {
      return value.getBytes(UTF_8);
    }
    try {
      return new DERUTF8String(value).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
