package dev.countersign.simulation.sigstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How something is to be signed: {@link #by} asks for what the public instance does today, the
 * other methods for single deviations.
 *
 * @param identity who the certificate says signed
 * @param key kind of the signing key
 * @param issuedAt when the certificate was issued; empty: now
 * @param lifetime how long the certificate is valid
 * @param integratedAfter from the certificate's issuance to the log's integrated time
 * @param timestampedAfter from the certificate's issuance to each RFC 3161 timestamp
 * @param omitted what the materials lack
 * @param impostors services that the trusted root does not know, though they bear its names
 */
public record SigningRequest(
    WorkflowIdentity identity,
    KeyKind key,
    Optional<Instant> issuedAt,
    Duration lifetime,
    Duration integratedAfter,
    List<Duration> timestampedAfter,
    Set<Part> omitted,
    Set<Service> impostors) {
  private static final Duration FULCIO_LIFETIME = Duration.ofMinutes(10);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  public SigningRequest {
    timestampedAfter = List.copyOf(timestampedAfter);
    omitted = Set.copyOf(omitted);
    impostors = Set.copyOf(impostors);
  }

  /** A signature by this identity now, with everything that a verifier may want. */
  public static SigningRequest by(WorkflowIdentity identity) {
    return new SigningRequest(
        identity,
        KeyKind.P256,
        Optional.empty(),
        FULCIO_LIFETIME,
        MOMENT,
        List.of(),
        Set.of(),
        Set.of());
  }

  public SigningRequest withKey(KeyKind newKey) {
    return new SigningRequest(
        identity,
        newKey,
        issuedAt,
        lifetime,
        integratedAfter,
        timestampedAfter,
        omitted,
        impostors);
  }

  public SigningRequest withIssuedAt(Instant instant) {
    return new SigningRequest(
        identity,
        key,
        Optional.of(instant),
        lifetime,
        integratedAfter,
        timestampedAfter,
        omitted,
        impostors);
  }

  public SigningRequest withLifetime(Duration newLifetime) {
    return new SigningRequest(
        identity,
        key,
        issuedAt,
        newLifetime,
        integratedAfter,
        timestampedAfter,
        omitted,
        impostors);
  }

  /** The log integrates the entry that long after the issuance; before it where negative. */
  public SigningRequest withIntegratedAfter(Duration delay) {
    return new SigningRequest(
        identity, key, issuedAt, lifetime, delay, timestampedAfter, omitted, impostors);
  }

  /** One more RFC 3161 timestamp, that long after the issuance; before it where negative. */
  public SigningRequest withTimestampAfter(Duration delay) {
    List<Duration> delays = new ArrayList<>(timestampedAfter);
    delays.add(delay);
    return new SigningRequest(
        identity, key, issuedAt, lifetime, integratedAfter, delays, omitted, impostors);
  }

  /** The materials lack this part too. */
  public SigningRequest without(Part part) {
    Set<Part> parts = EnumSet.of(part);
    parts.addAll(omitted);
    return new SigningRequest(
        identity, key, issuedAt, lifetime, integratedAfter, timestampedAfter, parts, impostors);
  }

  /** This service is an unknown one too, with the same names as the known one. */
  public SigningRequest withImpostor(Service service) {
    Set<Service> services = EnumSet.of(service);
    services.addAll(impostors);
    return new SigningRequest(
        identity, key, issuedAt, lifetime, integratedAfter, timestampedAfter, omitted, services);
  }

  boolean includes(Part part) {
    return !omitted.contains(part);
  }

  /** What materials may lack. */
  public enum Part {
    /** The certificate's extended key usage. */
    CODE_SIGNING_USAGE,
    /** The certificate's embedded SCT. */
    SIGNED_CERTIFICATE_TIMESTAMP,
    /** The log's inclusion promise (SET). */
    SIGNED_ENTRY_TIMESTAMP,
    /** The log's inclusion proof, checkpoint and all. */
    INCLUSION_PROOF,
    /** The inclusion proof's checkpoint, as in bundles of before 2024. */
    CHECKPOINT
  }

  /** Those who take part in a signature. */
  public enum Service {
    CERTIFICATE_AUTHORITY,
    CERTIFICATE_TRANSPARENCY_LOG,
    TRANSPARENCY_LOG,
    TIMESTAMP_AUTHORITY
  }
}
