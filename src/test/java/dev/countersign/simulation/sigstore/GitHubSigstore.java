package dev.countersign.simulation.sigstore;

import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.SigningRequest.Part;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * An instance shaped like GitHub's own: a certificate authority and a timestamp authority, no log.
 * Both were renewed some times, so that its trusted root lists several with windows that overlap.
 */
public final class GitHubSigstore {
  /** Who signs release attestations. */
  public static final String RELEASE_SIGNER = "https://dotcom.releases.github.com";

  private static final String AUTHORITY_URI = "fulcio.githubapp.com";
  private static final String TIMESTAMP_URI = "timestamp.githubapp.com";

  private static final X500Name ROOT = named("Internal Services Root");
  private static final X500Name UPPER_INTERMEDIATE = named("Fulcio Intermediate l1");
  private static final X500Name INTERMEDIATE = named("Fulcio Intermediate l2");
  private static final X500Name TIMESTAMP_INTERMEDIATE = named("TSA intermediate");
  private static final X500Name TIMESTAMP_LEAF = named("TSA Timestamping");

  private static final Duration YEAR = Duration.ofDays(365);
  private static final int GENERATIONS = 3;
  private static final Duration GENERATION = Duration.ofDays(200);
  private static final Duration OVERLAP = Duration.ofDays(25);

  /** How long the present generation has been trusted. */
  private static final Duration PRESENT = Duration.ofDays(40);

  /** How old the certificate is that signs releases now: older than the present generation. */
  private static final Duration RELEASE_CERTIFICATE_AGE = Duration.ofDays(60);

  private final InstantSource clock;
  private final List<Generation> generations;

  /** They are listed nowhere: nothing that they say counts. */
  private final Services strayLogs;

  public GitHubSigstore(InstantSource clock) {
    this.clock = clock;
    generations = founded(clock.instant());
    strayLogs =
        Services.founded(
            new Validity(clock.instant(), clock.instant()), InstanceShape.publicGood());
  }

  /** How a workflow's statements are signed: no log, no SCT, one timestamp without certificates. */
  public static SigningRequest by(WorkflowIdentity identity) {
    return unlogged(SigningRequest.by(identity))
        .withTimestamp(TimestampRequest.after(Duration.ofSeconds(1)).withoutCertificate());
  }

  /** How release attestations are signed now: with a certificate of months ago, for a year. */
  public SigningRequest byReleaseSigner() {
    WorkflowIdentity identity = new WorkflowIdentity(List.of(), Map.of()).withUris(RELEASE_SIGNER);
    return unlogged(SigningRequest.by(identity))
        .withProfile(CertificateProfile.releaseAttester())
        .withIssuedAt(clock.instant().minus(RELEASE_CERTIFICATE_AGE))
        .withLifetime(YEAR)
        .withTimestamp(TimestampRequest.after(RELEASE_CERTIFICATE_AGE).withoutCertificate());
  }

  /** Signs what GitHub says about a release, as it does now. */
  public SignedMaterials attest(ReleaseAttestation release) {
    return attest(release.statement(), byReleaseSigner());
  }

  /** Signs a statement in a DSSE envelope. */
  public SignedMaterials attest(Statement statement, SigningRequest request) {
    return signing(request).of(new DsseEnvelope(DsseEnvelope.IN_TOTO, statement.json()));
  }

  /** Signs an artifact as it is. */
  public SignedMaterials sign(byte[] artifact, SigningRequest request) {
    return signing(request)
        .of(new SignedArtifact(ByteString.copyFrom(artifact), request.key().hash()));
  }

  /** The trusted root; a test may alter it and print it with {@link LocalSigstore#json}. */
  public TrustedRoot trustedRoot() {
    TrustedRoot.Builder root = TrustedRoot.newBuilder().setMediaType(TrustedRoots.MEDIA_TYPE);
    for (Generation generation : generations) {
      root.addCertificateAuthorities(
          TrustedRoots.authority(
              AUTHORITY_URI, generation.certificateAuthority().chain(), generation.window()));
      root.addTimestampAuthorities(
          TrustedRoots.authority(
              TIMESTAMP_URI, generation.timestampAuthority().chain(), generation.window()));
    }
    return root.build();
  }

  /** Content of the instance's {@code trusted_root.json}. */
  public String trustedRootJson() {
    return LocalSigstore.json(trustedRoot());
  }

  private static SigningRequest unlogged(SigningRequest request) {
    return request.without(Part.LOG_ENTRY).without(Part.SIGNED_CERTIFICATE_TIMESTAMP);
  }

  /**
   * Whoever was the newest authority takes part: when the certificate is issued the one, when the
   * last timestamp is made the other.
   */
  private Signing signing(SigningRequest request) {
    Instant issuedAt = request.issuedAt().orElseGet(clock::instant);
    Duration untilTimestamp =
        request.timestamps().stream()
            .map(TimestampRequest::after)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Services services =
        new Services(
            newestAt(issuedAt).certificateAuthority(),
            strayLogs.certificateTransparencyLog(),
            strayLogs.transparencyLog(),
            strayLogs.tiledLog(),
            newestAt(issuedAt.plus(untilTimestamp)).timestampAuthority());
    return new Signing(services, services, request, issuedAt);
  }

  private Generation newestAt(Instant instant) {
    for (int i = generations.size() - 1; i > 0; i--) {
      if (!instant.isBefore(generations.get(i).start())) {
        return generations.get(i);
      }
    }
    return generations.get(0);
  }

  private static List<Generation> founded(Instant now) {
    Instant start = now.minus(PRESENT).minus(GENERATION.multipliedBy(GENERATIONS - 1));
    Validity longest = new Validity(start.minus(YEAR), now.plus(YEAR.multipliedBy(5)));
    CertifiedKey root = CertifiedKey.root(ROOT, longest);
    CertifiedKey upper =
        root.intermediate(UPPER_INTERMEDIATE, longest, 1, KeyPurposeId.id_kp_codeSigning);
    CertifiedKey timestamping =
        root.intermediate(TIMESTAMP_INTERMEDIATE, longest, 0, KeyPurposeId.id_kp_timeStamping);
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < GENERATIONS; i++) {
      Instant own = start.plus(GENERATION.multipliedBy(i));
      Validity year = new Validity(own, own.plus(YEAR));
      CertifiedKey issuing =
          upper.intermediate(INTERMEDIATE, year, 0, KeyPurposeId.id_kp_codeSigning);
      generations.add(
          new Generation(
              new CertificateAuthority(List.of(issuing, upper, root)),
              new TimestampAuthority(TIMESTAMP_LEAF, List.of(timestamping, root), year),
              own,
              i == GENERATIONS - 1
                  ? TrustWindow.since(own)
                  : TrustWindow.between(own, own.plus(GENERATION).plus(OVERLAP))));
    }
    return List.copyOf(generations);
  }

  private static X500Name named(String commonName) {
    return new X500Name("O=GitHub\\, Inc.,CN=" + commonName);
  }

  /** The authorities between two renewals. */
  private record Generation(
      CertificateAuthority certificateAuthority,
      TimestampAuthority timestampAuthority,
      Instant start,
      TrustWindow window) {}
}
