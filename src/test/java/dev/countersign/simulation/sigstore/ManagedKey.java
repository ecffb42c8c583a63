package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.bundle.v1.VerificationMaterial;
import dev.sigstore.proto.common.v1.PublicKeyIdentifier;
import dev.sigstore.proto.rekor.v2.PublicKey;
import dev.sigstore.proto.rekor.v2.Verifier;
import java.security.KeyPair;
import java.util.Base64;

/** A long-lived signing key without a certificate: who verifies must have its public half. */
public final class ManagedKey implements VerificationKey {
  private final KeyKind kind;
  private final KeyPair keys;

  private ManagedKey(KeyKind kind, KeyPair keys) {
    this.kind = kind;
    this.keys = keys;
  }

  public static ManagedKey generated(KeyKind kind) {
    return new ManagedKey(kind, kind.generate());
  }

  public KeyKind kind() {
    return kind;
  }

  /** Content of the public key's file. */
  @Override
  public String pem() {
    return Pem.publicKey(publicKey());
  }

  /** What bundles name the key by: its SHA-256 in base64. */
  public String hint() {
    return Base64.getEncoder().encodeToString(Sha256.of(publicKey()));
  }

  @Override
  public Verifier verifier() {
    return Verifier.newBuilder()
        .setPublicKey(PublicKey.newBuilder().setRawBytes(ByteString.copyFrom(publicKey())))
        .setKeyDetails(kind.details())
        .build();
  }

  @Override
  public void addTo(VerificationMaterial.Builder material, BundleVersion version) {
    material.setPublicKey(PublicKeyIdentifier.newBuilder().setHint(hint()));
  }

  KeyPair keys() {
    return keys;
  }

  /** DER of the SubjectPublicKeyInfo. */
  private byte[] publicKey() {
    return keys.getPublic().getEncoded();
  }
}
