package dev.countersign.verification;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.Prehash;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Verifies signatures, over digests wherever the algorithm allows it. */
final class Signatures {
  private static final byte[] NO_CONTEXT = {};

  private Signatures() {}

  /**
   * Whether {@code signature} over {@code signed} was made with {@code key} in this way. A
   * malformed signature is not valid; neither is one over bytes or a digest that are not at hand.
   *
   * @param algorithm one of {@link SigningAlgorithm#of} the key
   */
  static boolean isValid(
      SigningAlgorithm algorithm, PublicKey key, Artifact signed, byte[] signature) {
    if (!isWellFormed(key, signature)) {
      return false;
    }
    try {
      if (algorithm.hash().isEmpty()) {
        Optional<byte[]> content = signed.content();
        return content.isPresent() && verify("Ed25519", key, content.get(), signature);
      }
      Optional<Digest> digest = signed.digest(algorithm.hash().get());
      return digest.isPresent() && isValid(key, digest.get().bytes(), signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers report some malformed signatures with unchecked exceptions.
      return false;
    }
  }

  /**
   * Whether the encoding is the only one of its signature. Providers differ here: the JDK's takes a
   * negative number for the positive one with the same bits, and bytes behind an Ed25519 signature.
   */
  private static boolean isWellFormed(PublicKey key, byte[] signature) {
    if (key instanceof EdECPublicKey) {
      return signature.length == Ed25519.SIGNATURE_SIZE;
    }
    if (key instanceof ECKey ec) {
      return isEcdsa(ec.getParams().getOrder(), signature);
    }
    return true;
  }

  /**
   * Two positive numbers below the order, in DER.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3">RFC 3279, 2.2.3</a>
   */
  static boolean isEcdsa(BigInteger order, byte[] signature) {
    try {
      DerElement whole = DerElement.of(signature);
      List<DerElement> numbers = whole.parts();
      return whole.hasTag(DerElement.SEQUENCE)
          && whole.hasShortestLength()
          && numbers.size() == 2
          && numbers.stream().allMatch(number -> isBelow(order, number));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isBelow(BigInteger order, DerElement element) {
    byte[] value = element.value(DerElement.INTEGER);
    BigInteger number = new BigInteger(value);
    return element.hasShortestLength()
        && Arrays.equals(number.toByteArray(), value)
        && number.signum() > 0
        && number.compareTo(order) < 0;
  }

  private static boolean isValid(PublicKey key, byte[] digest, byte[] signature)
      throws GeneralSecurityException {
    if (key instanceof EdECPublicKey ed) {
      return isValidEd25519ph(ed, digest, signature);
    }
    if (key instanceof RSAPublicKey rsa) {
      return isValidRsa(rsa, digest, signature);
    }
    return verify("NONEwithECDSA", key, digest, signature);
  }

  private static boolean verify(String algorithm, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  /** The JDK cannot verify PKCS #1 v1.5 over a digest. */
  private static boolean isValidRsa(RSAPublicKey key, byte[] digest, byte[] signature) {
    RSADigestSigner verifier = new RSADigestSigner(Prehash.forDigest(new SHA256Digest()));
    verifier.init(false, new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
    verifier.update(digest, 0, digest.length);
    return verifier.verifySignature(signature);
  }

  /** The JDK cannot verify Ed25519ph (RFC 8032, 5.1) over a digest. */
  private static boolean isValidEd25519ph(EdECPublicKey key, byte[] digest, byte[] signature) {
    byte[] point =
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getOctets();
    return Ed25519.verifyPrehash(signature, 0, point, 0, NO_CONTEXT, digest, 0);
  }
}
