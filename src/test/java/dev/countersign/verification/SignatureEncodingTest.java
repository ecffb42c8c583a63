package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.util.Arrays.concatenate;
import static org.bouncycastle.util.Arrays.reverse;

import dev.countersign.FastCrypto;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every provider, the JDK's and the faster ones, takes exactly one encoding of a signature. */
class SignatureEncodingTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final byte[] ZERO = {0};

  /** The negative of s makes another signature that is as good, in the same form. */
  private static final Set<String> VALID = Set.of("as signed", "s subtracted from the order");

  @AfterEach
  void restore() {
    Security.removeProvider(FastCrypto.NATIVE);
    Security.removeProvider(FastCrypto.PORTABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, SHA256withECDSA, ECDSA_P256_SHA_256",
    "secp384r1, SHA256withECDSA, ECDSA_P384_SHA_256",
    "secp384r1, SHA384withECDSA, ECDSA_P384_SHA_384",
    "secp521r1, SHA256withECDSA, ECDSA_P521_SHA_256",
    "secp521r1, SHA512withECDSA, ECDSA_P521_SHA_512"
  })
  void takesOneEncodingOfAnEcSignature(String curve, String signedWith, SigningAlgorithm algorithm)
      throws Exception {
    KeyPair keys = KeyPairs.generate(curve);
    BigInteger order = ((ECPublicKey) keys.getPublic()).getParams().getOrder();
    byte[] signature;
    BigInteger r;
    BigInteger s;
    do { // until both numbers need a zero octet to be positive
      signature = sign(signedWith, keys);
      BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(order, signature);
      r = numbers[0];
      s = numbers[1];
    } while (r.bitLength() % 8 != 0 || s.bitLength() % 8 != 0);

    Map<String, byte[]> signatures = odd(signature);
    signatures.putAll(outOfRange(r, s, order));
    signatures.putAll(otherForms(r, s));
    assertThat(signatures)
        .allSatisfy(
            (name, odd) ->
                assertThat(Signatures.isEcdsa(order, odd)).isEqualTo(isWellFormed(order, odd)));
    assertOneAnswer(algorithm, keys.getPublic(), signatures);
  }

  @ParameterizedTest
  @CsvSource({"2048, RSA_2048_SHA_256", "3072, RSA_3072_SHA_256"})
  void takesOneEncodingOfAnRsaSignature(String bits, SigningAlgorithm algorithm) throws Exception {
    KeyPair keys = KeyPairs.generate(bits);
    BigInteger modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
    byte[] signature = sign("SHA256withRSA", keys);
    BigInteger added = new BigInteger(1, signature).add(modulus);

    Map<String, byte[]> signatures = odd(signature);
    signatures.put("the modulus", BigIntegers.asUnsignedByteArray(modulus));
    signatures.put("the modulus added", BigIntegers.asUnsignedByteArray(added));
    assertOneAnswer(algorithm, keys.getPublic(), signatures);
  }

  @Test
  void takesOneEncodingOfAnEd25519Signature() throws Exception {
    KeyPair keys = KeyPairs.generate("Ed25519");
    byte[] signature = sign("Ed25519", keys);
    byte[] point = Arrays.copyOf(signature, 32);
    BigInteger s = new BigInteger(1, reverse(Arrays.copyOfRange(signature, 32, 64)));
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    Map<String, byte[]> signatures = odd(signature);
    byte[] added = reverse(BigIntegers.asUnsignedByteArray(32, s.add(order)));
    signatures.put("the order added to s", concatenate(point, added));
    assertOneAnswer(SigningAlgorithm.ED25519, keys.getPublic(), signatures);
  }

  private static Map<String, byte[]> odd(byte[] signature) {
    byte[] flipped = signature.clone();
    flipped[flipped.length - 1] ^= 1;
    Map<String, byte[]> odd = new LinkedHashMap<>();
    odd.put("as signed", signature);
    odd.put("empty", new byte[0]);
    odd.put("one byte", new byte[] {0x30});
    odd.put("zeros", new byte[signature.length]);
    odd.put("one bit changed", flipped);
    odd.put("cut", Arrays.copyOf(signature, signature.length - 1));
    odd.put("a zero before", concatenate(ZERO, signature));
    odd.put("a zero behind", concatenate(signature, ZERO));
    return odd;
  }

  private static Map<String, byte[]> outOfRange(BigInteger r, BigInteger s, BigInteger order)
      throws IOException {
    return Map.of(
        "r zero", der(BigInteger.ZERO, s),
        "s zero", der(r, BigInteger.ZERO),
        "both zero", der(BigInteger.ZERO, BigInteger.ZERO),
        "r the order", der(order, s),
        "s the order", der(r, order),
        "the order added to r", der(r.add(order), s),
        "the order added to s", der(r, s.add(order)),
        "s subtracted from the order", der(r, order.subtract(s)),
        "r negative", der(r.negate(), s),
        "s negative", der(r, s.negate()));
  }

  private static Map<String, byte[]> otherForms(BigInteger r, BigInteger s) throws IOException {
    byte[] one = number(r.toByteArray());
    byte[] two = number(s.toByteArray());
    int bytes = Math.max(one.length, two.length);
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("r without its sign", sequence(number(BigIntegers.asUnsignedByteArray(r)), two));
    forms.put("s without its sign", sequence(one, number(BigIntegers.asUnsignedByteArray(s))));
    forms.put("r padded", sequence(number(concatenate(ZERO, r.toByteArray())), two));
    forms.put("s padded", sequence(one, number(concatenate(ZERO, s.toByteArray()))));
    forms.put("numbers without octets", sequence(number(new byte[0]), number(new byte[0])));
    forms.put("r alone", sequence(one));
    forms.put("a third number", sequence(one, two, two));
    forms.put("r as octets", new DERSequence(numbers(new DEROctetString(one), s)).getEncoded());
    forms.put("a set", new DERSet(numbers(new ASN1Integer(r), s)).getEncoded());
    forms.put("indefinite length", new BERSequence(numbers(new ASN1Integer(r), s)).getEncoded());
    forms.put("a long length", longLength(0x30, concatenate(one, two)));
    forms.put("a long length of r", sequence(longLength(2, r.toByteArray()), two));
    forms.put("bare numbers", concatenate(fixed(bytes, r), fixed(bytes, s)));
    return forms;
  }

  private static void assertOneAnswer(
      SigningAlgorithm algorithm, PublicKey key, Map<String, byte[]> signatures)
      throws GeneralSecurityException {
    Map<String, Boolean> jdk = answers(algorithm, key, signatures);
    FastCrypto.installPortable();
    Map<String, Boolean> portable = answers(algorithm, key, signatures);
    FastCrypto.install();
    Map<String, Boolean> installed = answers(algorithm, key, signatures);

    assertThat(jdk).allSatisfy((name, valid) -> assertThat(valid).isEqualTo(VALID.contains(name)));
    assertThat(portable).isEqualTo(jdk);
    assertThat(installed).isEqualTo(jdk);
  }

  /** BouncyCastle's decoder takes zeros, which no signature has. */
  private static boolean isWellFormed(BigInteger order, byte[] signature) {
    try {
      return Arrays.stream(StandardDSAEncoding.INSTANCE.decode(order, signature))
          .allMatch(number -> number.signum() > 0);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static Map<String, Boolean> answers(
      SigningAlgorithm algorithm, PublicKey key, Map<String, byte[]> signatures)
      throws GeneralSecurityException {
    PublicKey decoded =
        KeyFactory.getInstance(key.getAlgorithm())
            .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    Artifact message = Artifact.of("message", MESSAGE);
    return signatures.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                odd -> Signatures.isValid(algorithm, decoded, message, odd.getValue())));
  }

  private static byte[] sign(String algorithm, KeyPair keys) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(keys.getPrivate());
    signature.update(MESSAGE);
    return signature.sign();
  }

  private static byte[] der(BigInteger r, BigInteger s) throws IOException {
    return new DERSequence(numbers(new ASN1Integer(r), s)).getEncoded();
  }

  private static ASN1Encodable[] numbers(ASN1Encodable r, BigInteger s) {
    return new ASN1Encodable[] {r, new ASN1Integer(s)};
  }

  private static byte[] fixed(int bytes, BigInteger value) {
    return BigIntegers.asUnsignedByteArray(bytes, value);
  }

  private static byte[] number(byte[] octets) {
    return concatenate(new byte[] {0x02, (byte) octets.length}, octets);
  }

  /** A sequence of any parts, short enough for a length in one or two octets. */
  private static byte[] sequence(byte[]... parts) {
    byte[] content = concatenate(parts);
    return content.length < 0x80
        ? concatenate(new byte[] {0x30, (byte) content.length}, content)
        : concatenate(new byte[] {0x30, (byte) 0x81, (byte) content.length}, content);
  }

  /** An element with an octet of length more than it needs. */
  private static byte[] longLength(int tag, byte[] content) {
    return concatenate(
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
            : new byte[] {(byte) tag, (byte) 0x82, 0, (byte) content.length},
        content);
  }
}
