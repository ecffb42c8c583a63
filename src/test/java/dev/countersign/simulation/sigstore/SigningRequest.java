package dev.countersign.simulation.sigstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How something is to be signed: {@link #by} asks for what the public instance does today, the
 * other methods for single deviations.
 *
 * @param identity who the certificate says signed
 * @param key kind of the signing key
 * @param managedKey signs instead of a new key with a certificate, which nobody then issues
 * @param profile what the certificate says besides
 * @param issuedAt when the certificate was issued; empty: now
 * @param lifetime how long the certificate is valid
 * @param entry kind of the log entry; empty: hashedrekord 0.0.1, or dsse 0.0.1 for a statement
 * @param integratedAfter from the certificate's issuance to the log's integrated time
 * @param witnesses names of those who cosign the tiled log's checkpoint, in their order
 * @param timestamps RFC 3161 timestamps
 * @param omitted what the materials lack
 * @param impostors services that the trusted root does not know, though they bear its names
 */
public record SigningRequest(
    WorkflowIdentity identity,
    KeyKind key,
    Optional<ManagedKey> managedKey,
    CertificateProfile profile,
    Optional<Instant> issuedAt,
    Duration lifetime,
    Optional<EntryKind> entry,
    Duration integratedAfter,
    List<String> witnesses,
    List<TimestampRequest> timestamps,
    Set<Part> omitted,
    Set<Service> impostors) {
  private static final Duration FULCIO_LIFETIME = Duration.ofMinutes(10);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  public SigningRequest {
    witnesses = List.copyOf(witnesses);
    timestamps = List.copyOf(timestamps);
    if (managedKey.isPresent() && managedKey.get().kind() != key) {
      throw new IllegalArgumentException(
          "a managed key is a " + managedKey.get().kind() + " key, not a " + key + " key");
    }
    omitted = Set.copyOf(omitted);
    impostors = Set.copyOf(impostors);
  }

  /** A signature by this identity now, with everything that a verifier may want. */
  public static SigningRequest by(WorkflowIdentity identity) {
    return by(identity, KeyKind.P256, Optional.empty());
  }

  /** A signature by this key now: no certificate and no identity. */
  public static SigningRequest by(ManagedKey managedKey) {
    return by(
        new WorkflowIdentity(List.of(), Map.of()), managedKey.kind(), Optional.of(managedKey));
  }

  private static SigningRequest by(
      WorkflowIdentity identity, KeyKind key, Optional<ManagedKey> managedKey) {
    return new SigningRequest(
        identity,
        key,
        managedKey,
        CertificateProfile.fulcio(),
        Optional.empty(),
        FULCIO_LIFETIME,
        Optional.empty(),
        MOMENT,
        List.of(),
        List.of(),
        Set.of(),
        Set.of());
  }

  /** Not for a managed key, which is of a kind already. */
  public SigningRequest withKey(KeyKind newKey) {
    return altered(draft -> draft.key = newKey);
  }

  public SigningRequest withProfile(CertificateProfile newProfile) {
    return altered(draft -> draft.profile = newProfile);
  }

  public SigningRequest withIssuedAt(Instant instant) {
    return altered(draft -> draft.issuedAt = Optional.of(instant));
  }

  public SigningRequest withLifetime(Duration newLifetime) {
    return altered(draft -> draft.lifetime = newLifetime);
  }

  /**
   * The log keeps an entry of this kind. One of the tiled log leaves only timestamps for a time.
   */
  public SigningRequest withEntry(EntryKind kind) {
    return altered(draft -> draft.entry = Optional.of(kind));
  }

  /** The log integrates the entry that long after the issuance; before it where negative. */
  public SigningRequest withIntegratedAfter(Duration delay) {
    return altered(draft -> draft.integratedAfter = delay);
  }

  /** One more witness cosigns the tiled log's checkpoint. */
  public SigningRequest withWitness(String name) {
    return altered(draft -> draft.witnesses.add(name));
  }

  /** One more RFC 3161 timestamp, that long after the issuance; before it where negative. */
  public SigningRequest withTimestampAfter(Duration delay) {
    return withTimestamp(TimestampRequest.after(delay));
  }

  /** One more RFC 3161 timestamp. */
  public SigningRequest withTimestamp(TimestampRequest timestamp) {
    return altered(draft -> draft.timestamps.add(timestamp));
  }

  /** The materials lack this part too. */
  public SigningRequest without(Part part) {
    return altered(draft -> draft.omitted.add(part));
  }

  /** This service is an unknown one too, with the same names as the known one. */
  public SigningRequest withImpostor(Service service) {
    return altered(draft -> draft.impostors.add(service));
  }

  boolean includes(Part part) {
    return !omitted.contains(part);
  }

  private SigningRequest altered(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** What materials may lack. */
  public enum Part {
    /** The certificate's extended key usage. */
    CODE_SIGNING_USAGE,
    /** The certificate's embedded SCT. */
    SIGNED_CERTIFICATE_TIMESTAMP,
    /** The log entry, as where an instance has no log. */
    LOG_ENTRY,
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
    TILED_LOG,
    TIMESTAMP_AUTHORITY
  }

  /** The request with its components open to change. */
  private static final class Draft {
    private final WorkflowIdentity identity;
    private KeyKind key;
    private final Optional<ManagedKey> managedKey;
    private CertificateProfile profile;
    private Optional<Instant> issuedAt;
    private Duration lifetime;
    private Optional<EntryKind> entry;
    private Duration integratedAfter;
    private final List<String> witnesses;
    private final List<TimestampRequest> timestamps;
    private final Set<Part> omitted = EnumSet.noneOf(Part.class);
    private final Set<Service> impostors = EnumSet.noneOf(Service.class);

    Draft(SigningRequest request) {
      identity = request.identity;
      key = request.key;
      managedKey = request.managedKey;
      profile = request.profile;
      issuedAt = request.issuedAt;
      lifetime = request.lifetime;
      entry = request.entry;
      integratedAfter = request.integratedAfter;
      witnesses = new ArrayList<>(request.witnesses);
      timestamps = new ArrayList<>(request.timestamps);
      omitted.addAll(request.omitted);
      impostors.addAll(request.impostors);
    }

    SigningRequest finished() {
      return new SigningRequest(
          identity,
          key,
          managedKey,
          profile,
          issuedAt,
          lifetime,
          entry,
          integratedAfter,
          witnesses,
          timestamps,
          omitted,
          impostors);
    }
  }
}
