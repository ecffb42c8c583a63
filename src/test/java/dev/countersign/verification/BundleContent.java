package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.common.v1.RFC3161SignedTimestamp;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * What of a bundle says anything: all of it, apart from what nobody signed and no rule relies on.
 * Protobuf's own reader of JSON decodes it, not the reader under test. Left out are
 *
 * <ul>
 *   <li>the media type: it has to be a known one, and nothing depends on which;
 *   <li>the inclusion proof of an entry without checkpoint: the bundle itself names its root, so it
 *       proves nothing, and the log's promise counts instead;
 *   <li>that the digest is repeated beside the signature: where it is, it has to be right;
 *   <li>the key id in an envelope: a hint, which is never followed;
 *   <li>of a timestamp, what its signature does not cover: the status beside the token (a refusal
 *       is rejected), attributes that are not signed, the authority's certificates, which are
 *       compared with the trusted ones, and how the same values are encoded;
 *   <li>messages without a field, which are the same as none.
 * </ul>
 */
final class BundleContent {
  private BundleContent() {}

  /**
   * The content of {@code json}, completed by {@code original} where it need not repeat something.
   *
   * @throws IllegalArgumentException if it is no bundle at all, or a timestamp in it is none
   */
  static Bundle of(byte[] json, Bundle original) {
    Bundle.Builder content = parse(json).toBuilder().clearMediaType();
    if (content.hasMessageSignature() && !content.getMessageSignature().hasMessageDigest()) {
      content
          .getMessageSignatureBuilder()
          .setMessageDigest(original.getMessageSignature().getMessageDigest());
    }
    var material = content.getVerificationMaterialBuilder();
    for (TransparencyLogEntry.Builder entry : material.getTlogEntriesBuilderList()) {
      if (entry.getInclusionProof().getCheckpoint().getEnvelope().isEmpty()) {
        entry.clearInclusionProof();
      }
    }
    if (content.hasDsseEnvelope()) {
      content
          .getDsseEnvelopeBuilder()
          .getSignaturesBuilderList()
          .forEach(signature -> signature.clearKeyid());
    }
    for (RFC3161SignedTimestamp.Builder timestamp :
        material.getTimestampVerificationDataBuilder().getRfc3161TimestampsBuilderList()) {
      timestamp.setSignedTimestamp(signedPart(timestamp.getSignedTimestamp()));
    }
    return (Bundle) withoutEmpty(content.build());
  }

  /** The bundle in {@code json}. */
  static Bundle parse(byte[] json) {
    Bundle.Builder bundle = Bundle.newBuilder();
    try {
      JsonFormat.parser().merge(new String(json, UTF_8), bundle);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no bundle", e);
    }
    return bundle.build();
  }

  private static ByteString signedPart(ByteString response) {
    try {
      var token = new TimeStampResponse(response.toByteArray()).getTimeStampToken();
      var signer = token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
      return ByteString.copyFrom(token.getTimeStampInfo().getEncoded())
          .concat(ByteString.copyFrom(signer.getEncodedSignedAttributes()))
          .concat(ByteString.copyFrom(signer.getSignature()));
    } catch (TSPException | IOException e) {
      throw new IllegalArgumentException("no timestamp", e);
    }
  }

  private static Message withoutEmpty(Message message) {
    Message.Builder less = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                return;
              }
              if (field.isRepeated()) {
                less.setField(
                    field,
                    ((List<?>) value)
                        .stream().map(element -> withoutEmpty((Message) element)).toList());
                return;
              }
              Message inner = withoutEmpty((Message) value);
              if (inner.getAllFields().isEmpty()) {
                less.clearField(field);
              } else {
                less.setField(field, inner);
              }
            });
    return less.build();
  }
}
