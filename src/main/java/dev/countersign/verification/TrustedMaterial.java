package dev.countersign.verification;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.common.v1.PublicKey;
import dev.sigstore.proto.common.v1.X509Certificate;
import dev.sigstore.proto.trustroot.v1.CertificateAuthority;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whom to trust: the authorities and logs of a Sigstore instance, parsed once with keys and chains
 * ready for use. Immutable; shared by all threads.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto">
 *     Trusted root</a>
 */
public final class TrustedMaterial {
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";

  private final List<TrustedAuthority> certificateAuthorities;
  private final List<TrustedAuthority> timestampAuthorities;
  private final List<TrustedLog> transparencyLogs;
  private final List<TrustedLog> certificateTransparencyLogs;

  private TrustedMaterial(TrustedRoot root) throws GeneralSecurityException, IOException {
    certificateAuthorities = authorities(root.getCertificateAuthoritiesList());
    timestampAuthorities = authorities(root.getTimestampAuthoritiesList());
    transparencyLogs = logs(root.getTlogsList());
    certificateTransparencyLogs = logs(root.getCtlogsList());
  }

  /**
   * Reads a {@code trusted_root.json}.
   *
   * @throws IllegalArgumentException if it is not one, or if a key or chain in it is broken
   */
  public static TrustedMaterial parse(String trustedRootJson) {
    try {
      TrustedRoot.Builder root = TrustedRoot.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(trustedRootJson, root);
      if (!root.getMediaType().startsWith(MEDIA_TYPE)) {
        throw new IllegalArgumentException(
            "expected a trusted root, found media type \"" + root.getMediaType() + "\"");
      }
      return new TrustedMaterial(root.build());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a trusted root: " + e.getMessage(), e);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("broken key or chain in the trusted root", e);
    }
  }

  List<TrustedAuthority> certificateAuthorities() {
    return certificateAuthorities;
  }

  List<TrustedAuthority> timestampAuthorities() {
    return timestampAuthorities;
  }

  Optional<TrustedLog> transparencyLog(byte[] id) {
    return transparencyLogs.stream().filter(log -> log.hasId(id)).findFirst();
  }

  Optional<TrustedLog> certificateTransparencyLog(byte[] id) {
    return certificateTransparencyLogs.stream().filter(log -> log.hasId(id)).findFirst();
  }

  private static List<TrustedAuthority> authorities(List<CertificateAuthority> protos)
      throws GeneralSecurityException {
    List<TrustedAuthority> authorities = new ArrayList<>();
    for (CertificateAuthority proto : protos) {
      List<java.security.cert.X509Certificate> chain = new ArrayList<>();
      for (X509Certificate certificate : proto.getCertChain().getCertificatesList()) {
        chain.add(certificate(certificate.getRawBytes().toByteArray()));
      }
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).verify(chain.get(Math.min(i + 1, chain.size() - 1)).getPublicKey());
      }
      authorities.add(new TrustedAuthority(chain, Validity.of(proto.getValidFor())));
    }
    return List.copyOf(authorities);
  }

  private static List<TrustedLog> logs(List<TransparencyLogInstance> protos)
      throws GeneralSecurityException, IOException {
    List<TrustedLog> logs = new ArrayList<>();
    for (TransparencyLogInstance proto : protos) {
      PublicKey key = proto.getPublicKey();
      logs.add(
          new TrustedLog(
              proto.getBaseUrl(),
              String.valueOf(URI.create(proto.getBaseUrl()).getHost()),
              proto.getLogId().getKeyId().toByteArray(),
              publicKey(key),
              Validity.of(key.getValidFor())));
    }
    return List.copyOf(logs);
  }

  private static java.security.PublicKey publicKey(PublicKey proto)
      throws GeneralSecurityException, IOException {
    byte[] raw = proto.getRawBytes().toByteArray();
    return switch (proto.getKeyDetails()) {
      case PKCS1_RSA_PKCS1V5 ->
          spki(
              "RSA",
              new SubjectPublicKeyInfo(
                      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                      RSAPublicKey.getInstance(raw))
                  .getEncoded());
      case PKIX_RSA_PKCS1V5,
          PKIX_RSA_PKCS1V15_2048_SHA256,
          PKIX_RSA_PKCS1V15_3072_SHA256,
          PKIX_RSA_PKCS1V15_4096_SHA256 ->
          spki("RSA", raw);
      case PKIX_ED25519 -> spki("Ed25519", raw);
      case PKIX_ECDSA_P256_SHA_256, PKIX_ECDSA_P384_SHA_384, PKIX_ECDSA_P521_SHA_512 ->
          spki("EC", raw);
      default ->
          throw new GeneralSecurityException("unsupported kind of key: " + proto.getKeyDetails());
    };
  }

  private static java.security.PublicKey spki(String algorithm, byte[] encoded)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static java.security.cert.X509Certificate certificate(byte[] der)
      throws GeneralSecurityException {
    return (java.security.cert.X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
