package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.Bundle;

/** What a bundle's signature is over: an artifact, or a DSSE envelope's payload. */
public sealed interface SignedContent permits SignedArtifact, DsseEnvelope {
  /** The exact bytes that were signed. */
  byte[] signedBytes();

  void addTo(Bundle.Builder bundle, ByteString signature);
}
