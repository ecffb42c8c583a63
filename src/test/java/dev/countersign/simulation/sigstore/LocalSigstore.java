package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A Sigstore instance in memory: certificate authority, certificate transparency log, transparency
 * log, timestamp authority, and the trusted root that makes them one. Two instances share their
 * names but no key.
 *
 * <pre>{@code
 * LocalSigstore sigstore = new LocalSigstore(clock);
 * WorkflowRun run = WorkflowRun.ofRelease("octo/cat", 1, 2, "v1", commit, ".github/workflows/r.yml");
 * SignedMaterials materials = sigstore.sign(manifest, SigningRequest.by(run.identity()));
 * materials.files("checksums-1.txt", BundleVersion.V0_3);
 * sigstore.trustedRootJson();
 * }</pre>
 */
public final class LocalSigstore {
  /** How long the instance has existed: its keys and certificates are valid since then. */
  private static final Duration AGE = Duration.ofDays(5 * 365);

  private static final Duration LIFETIME = Duration.ofDays(20 * 365);

  private final InstantSource clock;
  private final Validity validity;
  private final Services trusted;
  private final Services impostors;

  public LocalSigstore(InstantSource clock) {
    this.clock = clock;
    Instant founded = clock.instant().minus(AGE);
    validity = new Validity(founded, founded.plus(LIFETIME));
    trusted = Services.founded(validity);
    impostors = Services.founded(validity);
  }

  /** Signs as a client does: key, certificate, signature, log entry, timestamps. */
  public SignedMaterials sign(byte[] artifact, SigningRequest request) {
    Services services = trusted.replaced(request.impostors(), impostors);
    Instant issuedAt = request.issuedAt().orElseGet(clock::instant);
    KeyPair keys = request.key().generate();
    byte[] certificate = certify(keys.getPublic(), request, issuedAt, services);
    byte[] signature = request.key().sign(keys.getPrivate(), artifact);
    TransparencyLogEntry entry =
        services
            .transparencyLog()
            .append(
                HashedRekord.canonicalBody(artifact, signature, certificate),
                issuedAt.plus(request.integratedAfter()));
    List<ByteString> timestamps =
        request.timestampedAfter().stream()
            .map(delay -> services.timestampAuthority().timestamp(signature, issuedAt.plus(delay)))
            .map(ByteString::copyFrom)
            .toList();
    return new SignedMaterials(
        ByteString.copyFrom(artifact),
        ByteString.copyFrom(signature),
        ByteString.copyFrom(certificate),
        reduced(entry, request),
        timestamps);
  }

  /** Has the trusted log integrate any body, and answers with the whole entry. */
  public TransparencyLogEntry log(byte[] canonicalizedBody, Instant integratedAt) {
    return trusted.transparencyLog().append(canonicalizedBody, integratedAt);
  }

  /** Has the trusted authority timestamp any bytes: DER of an RFC 3161 response. */
  public byte[] timestamp(byte[] message, Instant at) {
    return trusted.timestampAuthority().timestamp(message, at);
  }

  /** The trusted root; a test may alter it and print it with {@link #json}. */
  public TrustedRoot trustedRoot() {
    return TrustedRoots.of(trusted, validity.notBefore());
  }

  /** Content of the instance's {@code trusted_root.json}. */
  public String trustedRootJson() {
    return json(trustedRoot());
  }

  /** A protobuf message in its JSON form, on one line. */
  public static String json(MessageOrBuilder message) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] certify(
      PublicKey key, SigningRequest request, Instant issuedAt, Services services) {
    return services
        .certificateAuthority()
        .issue(
            key,
            request.identity(),
            new Validity(issuedAt, issuedAt.plus(request.lifetime())),
            request.includes(Part.CODE_SIGNING_USAGE),
            request.includes(Part.SIGNED_CERTIFICATE_TIMESTAMP)
                ? Optional.of(services.certificateTransparencyLog())
                : Optional.empty());
  }

  private static TransparencyLogEntry reduced(TransparencyLogEntry entry, SigningRequest request) {
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
