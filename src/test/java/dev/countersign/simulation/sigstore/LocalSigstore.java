package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A Sigstore instance in memory: certificate authority, certificate transparency log, transparency
 * logs of both versions, timestamp authority, and the trusted root that makes them one. Two
 * instances share their names but no key.
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
    this(clock, InstanceShape.publicGood());
  }

  public LocalSigstore(InstantSource clock, InstanceShape shape) {
    this.clock = clock;
    Instant founded = clock.instant().minus(AGE);
    validity = new Validity(founded, founded.plus(LIFETIME));
    trusted = Services.founded(validity, shape);
    impostors = Services.founded(validity, shape);
  }

  /** Signs an artifact as a client does: key, certificate, signature, log entry, timestamps. */
  public SignedMaterials sign(byte[] artifact, SigningRequest request) {
    return signing(request)
        .of(new SignedArtifact(ByteString.copyFrom(artifact), request.key().hash()));
  }

  /** Signs a statement in a DSSE envelope. */
  public SignedMaterials attest(Statement statement, SigningRequest request) {
    return attest(new DsseEnvelope(DsseEnvelope.IN_TOTO, statement.json()), request);
  }

  /** Signs any payload in a DSSE envelope. */
  public SignedMaterials attest(DsseEnvelope envelope, SigningRequest request) {
    return signing(request).of(envelope);
  }

  /** Has the trusted log integrate any body as hashedrekord, and answers with the whole entry. */
  public TransparencyLogEntry log(byte[] canonicalizedBody, Instant integratedAt) {
    return log(EntryKind.HASHEDREKORD_0_0_1, canonicalizedBody, integratedAt);
  }

  /** Has the trusted log of that kind of entry integrate any body; tiled ones have no time. */
  public TransparencyLogEntry log(EntryKind kind, byte[] canonicalizedBody, Instant integratedAt) {
    return kind.isTiled()
        ? trusted.tiledLog().append(kind, canonicalizedBody, integratedAt, List.of())
        : trusted.transparencyLog().append(kind, canonicalizedBody, integratedAt);
  }

  /** Has the trusted authority timestamp any bytes: DER of an RFC 3161 response. */
  public byte[] timestamp(byte[] message, Instant at) {
    return timestamp(message, at, TimestampRequest.after(Duration.ZERO));
  }

  /** Has the trusted authority timestamp any bytes so long after {@code start}. */
  public byte[] timestamp(byte[] message, Instant start, TimestampRequest request) {
    return trusted.timestampAuthority().timestamp(message, start, request);
  }

  /** The trusted root; a test may alter it and print it with {@link #json}. */
  public TrustedRoot trustedRoot() {
    return trustedRootDraft().build();
  }

  /**
   * The trusted root in the making. Its other services are those that sign where a request names an
   * impostor: once listed, they are none.
   */
  public TrustedRootDraft trustedRootDraft() {
    return new TrustedRootDraft(trusted, impostors, TrustWindow.since(validity.notBefore()));
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

  private Signing signing(SigningRequest request) {
    return new Signing(
        trusted.replaced(request.impostors(), impostors),
        impostors,
        request,
        request.issuedAt().orElseGet(clock::instant));
  }
}
