package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.HashOutput;
import dev.sigstore.proto.common.v1.MessageSignature;

/**
 * An artifact that was signed as it is: the bundle's message signature.
 *
 * @param bytes the artifact
 * @param hash what the bundle's message digest is made with
 */
public record SignedArtifact(ByteString bytes, HashKind hash) implements SignedContent {
  @Override
  public byte[] signedBytes() {
    return bytes.toByteArray();
  }

  @Override
  public void addTo(Bundle.Builder bundle, ByteString signature) {
    bundle.setMessageSignature(
        MessageSignature.newBuilder()
            .setMessageDigest(
                HashOutput.newBuilder()
                    .setAlgorithm(hash.bundleName())
                    .setDigest(ByteString.copyFrom(hash.of(signedBytes()))))
            .setSignature(signature));
  }
}
