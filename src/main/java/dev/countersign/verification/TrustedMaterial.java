package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whom to trust: one Sigstore instance or several, parsed once with keys and chains ready for use.
 * A signing is judged by one instance alone. Immutable; shared by all threads.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto">
 *     Trusted root</a>
 */
public final class TrustedMaterial {
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";

  private final List<TrustedInstance> instances;

  private TrustedMaterial(List<TrustedInstance> instances) {
    this.instances = List.copyOf(instances);
  }

  /**
   * Reads a {@code trusted_root.json}, or several of them as JSON lines.
   *
   * @throws IllegalArgumentException if it is none, or if a key or chain in it is broken
   */
  public static TrustedMaterial parse(String trustedRootJson) {
    List<TrustedInstance> instances = new ArrayList<>();
    for (String json : texts(trustedRootJson)) {
      instances.add(instance(json));
    }
    return new TrustedMaterial(instances);
  }

  /**
   * The instance that is to judge a signing: the one whose authority or log it names, else one that
   * demands a log entry, where there is such a one.
   */
  TrustedInstance instanceFor(SignedBundle bundle) {
    if (instances.size() == 1) {
      return instances.get(0);
    }
    Predicate<TrustedInstance> named =
        bundle.key() instanceof KeyMaterial.Certified certified
            ? instance -> instance.issued(certified.certificate())
            : instance -> instance.knowsLogOf(bundle);
    return instances.stream()
        .filter(named)
        .findFirst()
        .or(() -> instances.stream().filter(TrustedInstance::recordsSignings).findFirst())
        .orElse(instances.get(0));
  }

  private static List<String> texts(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean jsonLines =
        lines.size() > 1
            && lines.stream()
                .allMatch(line -> line.startsWith("{") && line.stripTrailing().endsWith("}"));
    return jsonLines ? lines : List.of(text);
  }

  private static TrustedInstance instance(String json) {
    try {
      TrustedRoot.Builder root = TrustedRoot.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(json, root);
      // That parser stops behind the first value, and takes one of several members of a name.
      if (StrictJson.read(json.getBytes(UTF_8)).isEmpty()) {
        throw new IllegalArgumentException("not a trusted root: more than one, or no strict JSON");
      }
      if (!root.getMediaType().startsWith(MEDIA_TYPE)) {
        throw new IllegalArgumentException(
            "expected a trusted root, found media type \"" + root.getMediaType() + "\"");
      }
      return TrustedRootReader.read(root.build());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a trusted root: " + e.getMessage(), e);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("broken key or chain in the trusted root", e);
    }
  }
}
