package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.EntryKind;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.ManagedKey;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.sigstore.proto.rekor.v1.KindVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A member that the format does not know is rejected in every object of it. Reading goes on as if
 * it were not there otherwise, and what it asks for would go unheeded.
 */
class UnknownMembersTest {
  private static final LocalSigstore SIGSTORE = new LocalSigstore(() -> SignedRelease.ISSUED_AT);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SigningRequest TIMESTAMPED =
      SignedRelease.request().withTimestampAfter(Duration.ofSeconds(1));

  static Stream<Named<String>> bundles() {
    SignedMaterials signed = sign(TIMESTAMPED);
    SignedMaterials attested = SIGSTORE.attest(SigningCases.statement(), TIMESTAMPED);
    SignedMaterials managed = sign(SigningRequest.by(ManagedKey.generated(KeyKind.P256)));
    return Stream.of(
        Named.of("version 0.1", signed.bundleJson(BundleVersion.V0_1)),
        Named.of("version 0.3", signed.bundleJson(BundleVersion.V0_3)),
        Named.of("of a statement", attested.bundleJson(BundleVersion.V0_3)),
        Named.of("of a managed key", managed.bundleJson(BundleVersion.V0_3)),
        Named.of("cosign's", signed.cosignBundleJson()));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void rejectsABundleWithOne(String bundle) {
    assertThat(BundleReader.read(bundle.getBytes(UTF_8))).isInstanceOf(Outcome.Read.class);
    JsonNode root = read(bundle);
    assertThat(widened(root, root))
        .allSatisfy(
            more ->
                assertThat(BundleReader.read(more.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> isRejected(rejected, ReasonCode.BUNDLE_UNREADABLE)));
  }

  static Stream<Named<SignedMaterials>> tiledEntries() {
    return Stream.of(
        Named.of("of a file", sign(TIMESTAMPED.withEntry(EntryKind.HASHEDREKORD_0_0_2))),
        Named.of(
            "of a managed key",
            sign(
                SigningRequest.by(ManagedKey.generated(KeyKind.P256))
                    .withTimestampAfter(Duration.ofSeconds(1))
                    .withEntry(EntryKind.HASHEDREKORD_0_0_2))),
        Named.of(
            "of a statement",
            SIGSTORE.attest(
                SigningCases.statement(), TIMESTAMPED.withEntry(EntryKind.DSSE_0_0_2))));
  }

  @ParameterizedTest
  @MethodSource("tiledEntries")
  void rejectsTheSpecificationOfATiledEntryWithOne(SignedMaterials signed) {
    KindVersion kind = signed.entry().getKindVersion();
    ByteString body = signed.entry().getCanonicalizedBody();

    assertThat(EntryBody.parse(body, kind)).isInstanceOf(Outcome.Read.class);
    JsonNode root = read(body.toStringUtf8());
    assertThat(widened(root, root.get("spec")))
        .allSatisfy(
            more ->
                assertThat(EntryBody.parse(ByteString.copyFromUtf8(more), kind))
                    .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> isRejected(rejected, ReasonCode.LOG_ENTRY_UNREADABLE)));
  }

  private static void isRejected(Outcome.Rejected<?> rejected, ReasonCode reason) {
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.actual()).isEqualTo("the unknown member \"unheardOf\"");
  }

  private static SignedMaterials sign(SigningRequest request) {
    return SIGSTORE.sign(SignedRelease.manifest(), request);
  }

  /** The JSON of {@code root} once for each object in {@code part}, with one more member there. */
  private static List<String> widened(JsonNode root, JsonNode part) {
    List<String> widened = new ArrayList<>();
    for (ObjectNode object : objects(part)) {
      object.put("unheardOf", 1);
      widened.add(root.toString());
      object.remove("unheardOf");
    }
    assertThat(widened).hasSizeGreaterThan(1);
    return widened;
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(inner -> objects.addAll(objects(inner)));
    return objects;
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }
}
