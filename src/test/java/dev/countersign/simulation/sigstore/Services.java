package dev.countersign.simulation.sigstore;

import dev.countersign.simulation.sigstore.SigningRequest.Service;
import java.util.Set;

/** One of each service that takes part in a signature. */
record Services(
    CertificateAuthority certificateAuthority,
    CertificateTransparencyLog certificateTransparencyLog,
    TransparencyLog transparencyLog,
    TiledLog tiledLog,
    TimestampAuthority timestampAuthority) {
  /** Services with keys of their own, valid as given. */
  static Services founded(Validity validity, InstanceShape shape) {
    return new Services(
        CertificateAuthority.founded(validity, shape.authorityChain()),
        new CertificateTransparencyLog(),
        new TransparencyLog(),
        new TiledLog(shape.tiledLogKey()),
        TimestampAuthority.founded(
            validity,
            shape.timestampChain(),
            new Validity(
                validity.notBefore(),
                shape.timestampCertificateEnd().orElse(validity.notAfter()))));
  }

  /** These services, but {@code others} in the given places. */
  Services replaced(Set<Service> places, Services others) {
    return new Services(
        places.contains(Service.CERTIFICATE_AUTHORITY)
            ? others.certificateAuthority
            : certificateAuthority,
        places.contains(Service.CERTIFICATE_TRANSPARENCY_LOG)
            ? others.certificateTransparencyLog
            : certificateTransparencyLog,
        places.contains(Service.TRANSPARENCY_LOG) ? others.transparencyLog : transparencyLog,
        places.contains(Service.TILED_LOG) ? others.tiledLog : tiledLog,
        places.contains(Service.TIMESTAMP_AUTHORITY)
            ? others.timestampAuthority
            : timestampAuthority);
  }
}
