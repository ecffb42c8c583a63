package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * The signatures of one bundle and nothing else: the certificate's, its timestamp's (SCT), the
 * artifact's, the log entry's (SET) and the checkpoint's, with keys and messages at hand. No
 * verifier can be faster, if it verifies one after the other.
 */
final class BareSignatures {
  private static final String ECDSA = "SHA256withECDSA";
  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private record Signed(String algorithm, PublicKey key, byte[] message, byte[] signature) {}

  private final List<Signed> all;

  BareSignatures(TrustedRoot root, SignedMaterials materials)
      throws GeneralSecurityException, IOException {
    X509Certificate leaf = certificate(materials.certificate().toByteArray());
    X509Certificate issuer =
        certificate(
            root.getCertificateAuthorities(0)
                .getCertChain()
                .getCertificates(0)
                .getRawBytes()
                .toByteArray());
    PublicKey log = key(root.getTlogs(0));
    TransparencyLogEntry entry = materials.entry();
    all =
        List.of(
            new Signed(
                leaf.getSigAlgName(),
                issuer.getPublicKey(),
                leaf.getTBSCertificate(),
                leaf.getSignature()),
            certificateTimestamp(leaf, issuer, key(root.getCtlogs(0))),
            new Signed(
                ECDSA,
                leaf.getPublicKey(),
                materials.artifact().toByteArray(),
                materials.signature().toByteArray()),
            new Signed(
                ECDSA,
                log,
                promised(entry),
                entry.getInclusionPromise().getSignedEntryTimestamp().toByteArray()),
            checkpoint(entry.getInclusionProof().getCheckpoint().getEnvelope(), log));
  }

  /** Verifies them all, one after the other. */
  boolean verify() throws GeneralSecurityException {
    boolean valid = true;
    for (Signed signed : all) {
      Signature signature = Signature.getInstance(signed.algorithm());
      signature.initVerify(signed.key());
      signature.update(signed.message());
      valid &= signature.verify(signed.signature());
    }
    return valid;
  }

  private static byte[] promised(TransparencyLogEntry entry) {
    return """
        {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":%d}"""
        .formatted(
            Base64.getEncoder().encodeToString(entry.getCanonicalizedBody().toByteArray()),
            entry.getIntegratedTime(),
            HexFormat.of().formatHex(entry.getLogId().getKeyId().toByteArray()),
            entry.getLogIndex())
        .getBytes(UTF_8);
  }

  private static Signed checkpoint(String note, PublicKey log) {
    byte[] hintAndSignature =
        Base64.getDecoder().decode(note.substring(note.lastIndexOf(' ') + 1).strip());
    return new Signed(
        ECDSA,
        log,
        note.substring(0, note.indexOf("\n\n") + 1).getBytes(UTF_8),
        Arrays.copyOfRange(hintAndSignature, 4, hintAndSignature.length));
  }

  /** The first timestamp of the list, over the precertificate (RFC 6962, 3.2). */
  private static Signed certificateTimestamp(
      X509Certificate leaf, X509Certificate issuer, PublicKey log)
      throws GeneralSecurityException, IOException {
    byte[] extension = leaf.getExtensionValue(SCT_LIST.getId());
    ByteBuffer list =
        ByteBuffer.wrap(
            ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
                .getOctets());
    int afterLengthsVersionAndLogId = 2 + 2 + 1 + 32;
    long time = list.position(afterLengthsVersionAndLogId).getLong();
    list.getShort(); // no extensions
    list.getShort(); // hash and signature algorithm
    byte[] signature = new byte[list.getShort()];
    list.get(signature);
    byte[] toBeSigned = withoutTimestamps(leaf);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.writeShort(0); // version 1, certificate timestamp
    out.writeLong(time);
    out.writeShort(1); // precertificate
    out.write(MessageDigest.getInstance("SHA-256").digest(issuer.getPublicKey().getEncoded()));
    out.writeByte(toBeSigned.length >> 16);
    out.writeShort(toBeSigned.length);
    out.write(toBeSigned);
    out.writeShort(0); // no extensions
    return new Signed(ECDSA, log, message.toByteArray(), signature);
  }

  private static byte[] withoutTimestamps(X509Certificate leaf)
      throws GeneralSecurityException, IOException {
    TBSCertificate whole = TBSCertificate.getInstance(leaf.getTBSCertificate());
    V3TBSCertificateGenerator rest = new V3TBSCertificateGenerator();
    rest.setSerialNumber(whole.getSerialNumber());
    rest.setSignature(whole.getSignature());
    rest.setIssuer(whole.getIssuer());
    rest.setStartDate(whole.getStartDate());
    rest.setEndDate(whole.getEndDate());
    rest.setSubject(whole.getSubject());
    rest.setSubjectPublicKeyInfo(whole.getSubjectPublicKeyInfo());
    rest.setExtensions(
        new Extensions(
            Arrays.stream(whole.getExtensions().getExtensionOIDs())
                .filter(oid -> !oid.equals(SCT_LIST))
                .map(whole.getExtensions()::getExtension)
                .toArray(Extension[]::new)));
    return rest.generateTBSCertificate().getEncoded();
  }

  private static PublicKey key(TransparencyLogInstance log) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(log.getPublicKey().getRawBytes().toByteArray()));
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
