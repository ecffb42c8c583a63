package dev.countersign.verification;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a bundle's signature is over. */
sealed interface SignedContent {
  /** Raw signature bytes. */
  byte[] signature();

  /**
   * The artifact itself is signed.
   *
   * @param claimedDigest digest that the bundle says was signed
   */
  record Message(byte[] signature, Optional<Digest> claimedDigest) implements SignedContent {}

  /**
   * A DSSE envelope with one signature: a statement about artifacts is signed.
   *
   * @param payloadType media type of the payload
   * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
   */
  record Envelope(byte[] signature, String payloadType, byte[] payload) implements SignedContent {
    /** The pre-authentication encoding (PAE): what is signed. Lengths count bytes. */
    byte[] preAuthenticationEncoding() {
      byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
      byte[] head =
          ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
              .getBytes(StandardCharsets.UTF_8);
      byte[] encoding = new byte[head.length + payload.length];
      System.arraycopy(head, 0, encoding, 0, head.length);
      System.arraycopy(payload, 0, encoding, head.length, payload.length);
      return encoding;
    }
  }
}
