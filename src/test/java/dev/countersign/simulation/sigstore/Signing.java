package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;

/**
 * One signing as a client goes through it: key, certificate, signature, log entry, timestamps.
 *
 * @param services who takes part
 * @param others who takes part where the request says so for one certificate timestamp
 * @param request what is asked for
 * @param issuedAt when the certificate is issued
 */
record Signing(Services services, Services others, SigningRequest request, Instant issuedAt) {
  SignedMaterials of(SignedContent content) {
    KeyPair keys =
        request.managedKey().map(ManagedKey::keys).orElseGet(() -> request.key().generate());
    VerificationKey key =
        request
            .managedKey()
            .<VerificationKey>map(managed -> managed)
            .orElseGet(() -> certified(keys));
    byte[] signature = request.key().sign(keys.getPrivate(), content.signedBytes());
    ByteString signed = ByteString.copyFrom(signature);
    return new SignedMaterials(
        content,
        signed,
        key,
        request.includes(Part.LOG_ENTRY)
            ? List.of(reduced(logged(content, signed, key)))
            : List.of(),
        request.timestamps().stream()
            .map(
                timestamp ->
                    services.timestampAuthority().timestamp(signature, issuedAt, timestamp))
            .map(ByteString::copyFrom)
            .toList());
  }

  private SigningCertificate certified(KeyPair keys) {
    byte[] certificate =
        services
            .certificateAuthority()
            .issue(
                keys.getPublic(),
                request.identity(),
                new Validity(issuedAt, issuedAt.plus(request.lifetime())),
                profile(),
                timestamp ->
                    (timestamp.byOther() ? others : services).certificateTransparencyLog());
    return new SigningCertificate(ByteString.copyFrom(certificate), request.key());
  }

  private CertificateProfile profile() {
    CertificateProfile profile = request.profile();
    if (!request.includes(Part.CODE_SIGNING_USAGE)) {
      profile = profile.withPurposes();
    }
    return request.includes(Part.SIGNED_CERTIFICATE_TIMESTAMP) ? profile : profile.withTimestamps();
  }

  private TransparencyLogEntry logged(
      SignedContent content, ByteString signature, VerificationKey key) {
    EntryKind kind = request.entry().orElseGet(() -> usual(content));
    byte[] body = new EntryBody(content, signature, key, request.key().hash()).canonical(kind);
    Instant integratedAt = issuedAt.plus(request.integratedAfter());
    return kind.isTiled()
        ? services
            .tiledLog()
            .append(
                kind, body, integratedAt, request.witnesses().stream().map(Witness::new).toList())
        : services.transparencyLog().append(kind, body, integratedAt);
  }

  private static EntryKind usual(SignedContent content) {
    return content instanceof DsseEnvelope ? EntryKind.DSSE_0_0_1 : EntryKind.HASHEDREKORD_0_0_1;
  }

  private TransparencyLogEntry reduced(TransparencyLogEntry entry) {
    TransparencyLogEntry.Builder copy = entry.toBuilder();
    if (!request.includes(Part.SIGNED_ENTRY_TIMESTAMP)) {
      // What the log does not sign, an honest bundle does not state.
      copy.clearInclusionPromise()
          .clearIntegratedTime()
          .setLogIndex(copy.getInclusionProof().getLogIndex());
    }
    if (!request.includes(Part.CHECKPOINT)) {
      copy.getInclusionProofBuilder().clearCheckpoint();
    }
    if (!request.includes(Part.INCLUSION_PROOF)) {
      copy.clearInclusionProof();
    }
    return copy.build();
  }
}
