package dev.countersign.verification;

import dev.sigstore.proto.common.v1.PublicKey;
import dev.sigstore.proto.common.v1.PublicKeyDetails;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Prepares the authorities and logs of a trusted root. */
@SuppressWarnings("deprecation") // trusted roots keep the keys of old logs
final class TrustedRootReader {
  /** Older key details, which do not say how long the key is. */
  private static final Set<PublicKeyDetails> OF_ANY_SIZE =
      Set.of(PublicKeyDetails.PKCS1_RSA_PKCS1V5, PublicKeyDetails.PKIX_RSA_PKCS1V5);

  private static final Set<PublicKeyDetails> ACCEPTED =
      Stream.concat(
              OF_ANY_SIZE.stream(),
              Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::keyDetails))
          .collect(Collectors.toUnmodifiableSet());

  private TrustedRootReader() {}

  static TrustedInstance read(TrustedRoot root) throws GeneralSecurityException, IOException {
    return new TrustedInstance(
        authorities(root.getCertificateAuthoritiesList()),
        authorities(root.getTimestampAuthoritiesList()),
        logs(root.getTlogsList()),
        logs(root.getCtlogsList()).stream().filter(TrustedLog::hasIdOfItsKey).toList(),
        root.getTlogsCount() > 0,
        root.getCtlogsCount() > 0);
  }

  private static List<TrustedAuthority> authorities(List<CertificateAuthority> protos)
      throws GeneralSecurityException {
    List<TrustedAuthority> authorities = new ArrayList<>();
    for (CertificateAuthority proto : protos) {
      List<java.security.cert.X509Certificate> chain = new ArrayList<>();
      for (X509Certificate certificate : proto.getCertChain().getCertificatesList()) {
        chain.add(Certificates.parse(certificate.getRawBytes().toByteArray()));
      }
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).verify(chain.get(Math.min(i + 1, chain.size() - 1)).getPublicKey());
      }
      authorities.add(new TrustedAuthority(chain, Validity.of(proto.getValidFor())));
    }
    return authorities;
  }

  /**
   * The logs whose keys are of an accepted kind; one that stands there several times is one log
   * with several windows.
   */
  private static List<TrustedLog> logs(List<TransparencyLogInstance> protos)
      throws GeneralSecurityException, IOException {
    List<TrustedLog> logs = new ArrayList<>();
    for (TransparencyLogInstance proto : protos) {
      Optional<TrustedLog> read = log(proto);
      if (read.isEmpty()) {
        continue;
      }
      TrustedLog log = read.get();
      int known = 0;
      while (known < logs.size() && !isSame(logs.get(known), log)) {
        known++;
      }
      if (known == logs.size()) {
        logs.add(log);
      } else {
        logs.set(known, withWindow(logs.get(known), log.validity()));
      }
    }
    return logs;
  }

  private static boolean isSame(TrustedLog log, TrustedLog other) {
    return log.hasId(other.id())
        && log.key().equals(other.key())
        && log.algorithm() == other.algorithm()
        && log.baseUrl().equals(other.baseUrl());
  }

  private static TrustedLog withWindow(TrustedLog log, List<Validity> more) {
    List<Validity> windows = new ArrayList<>(log.validity());
    windows.addAll(more);
    return new TrustedLog(log.baseUrl(), log.name(), log.id(), log.key(), log.algorithm(), windows);
  }

  private static Optional<TrustedLog> log(TransparencyLogInstance proto)
      throws GeneralSecurityException, IOException {
    PublicKey key = proto.getPublicKey();
    if (!ACCEPTED.contains(key.getKeyDetails())) {
      return Optional.empty();
    }
    java.security.PublicKey decoded = publicKey(key);
    return algorithm(key.getKeyDetails(), decoded)
        .map(
            algorithm ->
                new TrustedLog(
                    proto.getBaseUrl(),
                    String.valueOf(URI.create(proto.getBaseUrl()).getAuthority()),
                    proto.getLogId().getKeyId().toByteArray(),
                    decoded,
                    algorithm,
                    List.of(Validity.of(key.getValidFor()))));
  }

  private static java.security.PublicKey publicKey(PublicKey proto)
      throws GeneralSecurityException, IOException {
    byte[] raw = proto.getRawBytes().toByteArray();
    if (proto.getKeyDetails() != PublicKeyDetails.PKCS1_RSA_PKCS1V5) {
      return KeyFiles.publicKeyFromDer(raw);
    }
    return KeyFiles.publicKeyFromDer(
        new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                RSAPublicKey.getInstance(raw))
            .getEncoded());
  }

  /**
   * How the log signs: as its key details say, which must fit its key; empty when they are none
   * that is accepted.
   */
  private static Optional<SigningAlgorithm> algorithm(
      PublicKeyDetails details, java.security.PublicKey key) {
    List<SigningAlgorithm> possible = SigningAlgorithm.of(key);
    return OF_ANY_SIZE.contains(details) && key instanceof RSAKey
        ? possible.stream().findFirst()
        : possible.stream().filter(algorithm -> algorithm.keyDetails() == details).findFirst();
  }
}
