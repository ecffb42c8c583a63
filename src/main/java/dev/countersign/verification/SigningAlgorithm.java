package dev.countersign.verification;

import dev.sigstore.proto.common.v1.PublicKeyDetails;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to sign: a kind of key with the hash function that goes with it. The pairs of Sigstore's
 * registry, and the two older ones of larger curves over SHA-256, which real bundles have.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/docs/algorithm-registry.md">Algorithm
 *     registry</a>
 */
@SuppressWarnings("deprecation") // nobody should sign so any more, but old bundles must verify
enum SigningAlgorithm {
  ECDSA_P256_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_ECDSA_P256_SHA_256),
  ECDSA_P384_SHA_384(Digest.Algorithm.SHA_384, PublicKeyDetails.PKIX_ECDSA_P384_SHA_384),
  ECDSA_P384_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_ECDSA_P384_SHA_256),
  ECDSA_P521_SHA_512(Digest.Algorithm.SHA_512, PublicKeyDetails.PKIX_ECDSA_P521_SHA_512),
  ECDSA_P521_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_ECDSA_P521_SHA_256),
  RSA_2048_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_2048_SHA256),
  RSA_3072_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_3072_SHA256),
  RSA_4096_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V15_4096_SHA256),
  /** PKCS #1 v1.5 with a modulus between the registry's sizes. */
  RSA_OTHER_SHA_256(Digest.Algorithm.SHA_256, PublicKeyDetails.PKIX_RSA_PKCS1V5),
  ED25519_PH(Digest.Algorithm.SHA_512, PublicKeyDetails.PKIX_ED25519_PH),
  /** Signs the bytes themselves. */
  ED25519(null, PublicKeyDetails.PKIX_ED25519);

  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 4096;

  private static final Map<String, List<SigningAlgorithm>> BY_CURVE =
      Map.of(
          "secp256r1", List.of(ECDSA_P256_SHA_256),
          "secp384r1", List.of(ECDSA_P384_SHA_384, ECDSA_P384_SHA_256),
          "secp521r1", List.of(ECDSA_P521_SHA_512, ECDSA_P521_SHA_256));
  private static final Map<String, ECParameterSpec> CURVES =
      Map.of(
          "secp256r1", curve("secp256r1"),
          "secp384r1", curve("secp384r1"),
          "secp521r1", curve("secp521r1"));

  private final Digest.@Nullable Algorithm hash;
  private final PublicKeyDetails keyDetails;

  SigningAlgorithm(Digest.@Nullable Algorithm hash, PublicKeyDetails keyDetails) {
    this.hash = hash;
    this.keyDetails = keyDetails;
  }

  /** How keys like this one sign, the registry's way first; none for keys that are not accepted. */
  static List<SigningAlgorithm> of(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return ofRsa(rsa.getModulus().bitLength());
    }
    if (key instanceof ECKey ec) {
      return CURVES.entrySet().stream()
          .filter(curve -> isSame(curve.getValue(), ec.getParams()))
          .findFirst()
          .map(curve -> BY_CURVE.getOrDefault(curve.getKey(), List.of()))
          .orElse(List.of());
    }
    if (key instanceof EdECKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return List.of(ED25519_PH, ED25519);
    }
    return List.of();
  }

  /** What the signature is over; empty: the bytes themselves. */
  Optional<Digest.Algorithm> hash() {
    return Optional.ofNullable(hash);
  }

  /** The registry's name of it, as Rekor v2 entries and trusted roots carry it. */
  PublicKeyDetails keyDetails() {
    return keyDetails;
  }

  /** What {@code key} is, for the reader: {@code EC 384}. */
  static String describe(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return "EC " + ec.getParams().getCurve().getField().getFieldSize();
    }
    return key instanceof EdECKey ed ? ed.getParams().getName() : key.getAlgorithm();
  }

  private static List<SigningAlgorithm> ofRsa(int bits) {
    return switch (bits) {
      case MIN_RSA_BITS -> List.of(RSA_2048_SHA_256);
      case 3072 -> List.of(RSA_3072_SHA_256);
      case MAX_RSA_BITS -> List.of(RSA_4096_SHA_256);
      default ->
          bits > MIN_RSA_BITS && bits < MAX_RSA_BITS ? List.of(RSA_OTHER_SHA_256) : List.of();
    };
  }

  private static boolean isSame(ECParameterSpec curve, ECParameterSpec other) {
    return curve.getOrder().equals(other.getOrder())
        && curve.getCurve().getField().equals(other.getCurve().getField())
        && curve.getCurve().getA().equals(other.getCurve().getA())
        && curve.getCurve().getB().equals(other.getCurve().getB())
        && curve.getGenerator().equals(other.getGenerator());
  }

  private static ECParameterSpec curve(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has the curve " + name, e);
    }
  }
}
