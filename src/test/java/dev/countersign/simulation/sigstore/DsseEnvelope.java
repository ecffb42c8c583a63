package dev.countersign.simulation.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.Bundle;
import io.intoto.EnvelopeOuterClass.Envelope;
import io.intoto.EnvelopeOuterClass.Signature;

/**
 * A DSSE envelope without its signature.
 *
 * @param payloadType {@code application/vnd.in-toto+json} for an in-toto statement
 * @param payload the bytes as they are
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
 */
public record DsseEnvelope(String payloadType, ByteString payload) implements SignedContent {
  static final String IN_TOTO = "application/vnd.in-toto+json";

  /** The pre-authentication encoding. Its lengths count bytes, not characters. */
  @Override
  public byte[] signedBytes() {
    ByteString type = ByteString.copyFromUtf8(payloadType);
    return ByteString.copyFromUtf8("DSSEv1 " + type.size() + " ")
        .concat(type)
        .concat(ByteString.copyFromUtf8(" " + payload.size() + " "))
        .concat(payload)
        .toByteArray();
  }

  @Override
  public void addTo(Bundle.Builder bundle, ByteString signature) {
    bundle.setDsseEnvelope(signed(signature));
  }

  /** The envelope's JSON as clients hand it to the log, with this one signature. */
  byte[] json(ByteString signature) {
    return LocalSigstore.json(signed(signature)).getBytes(UTF_8);
  }

  private Envelope signed(ByteString signature) {
    return Envelope.newBuilder()
        .setPayload(payload)
        .setPayloadType(payloadType)
        .addSignatures(Signature.newBuilder().setSig(signature))
        .build();
  }
}
