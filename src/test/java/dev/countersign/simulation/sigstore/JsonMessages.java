package dev.countersign.simulation.sigstore;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.fixture.SharedFixtures;
import dev.sigstore.proto.trustroot.v1.TransparencyLogInstance;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.UncheckedIOException;

/** Real Sigstore documents, to hold ours against. */
final class JsonMessages {
  private JsonMessages() {}

  static TrustedRoot trustedRoot(String fixture) {
    TrustedRoot.Builder root = TrustedRoot.newBuilder();
    try {
      JsonFormat.parser().merge(SharedFixtures.text(fixture), root);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
    return root.build();
  }

  // The field that published roots fill.
  @SuppressWarnings("deprecation")
  static byte[] logId(TransparencyLogInstance log) {
    return log.getLogId().getKeyId().toByteArray();
  }
}
