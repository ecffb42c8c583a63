package dev.countersign.rekor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.google.gson.JsonParser;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowRun;
import dev.countersign.verification.Artifact;
import dev.countersign.verification.Digest;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.SignatureFiles;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The log asked over HTTP, with everything that can go wrong (threat 24). */
class RekorLogTest {
  private static final byte[] MANIFEST = "a manifest\n".getBytes(UTF_8);
  private static final SigningRequest REQUEST =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());
  private static final TimeLimits SHORT =
      new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
  private static final String NO_LIST = "answered with something else than a list of entries";

  private final LocalSigstore sigstore =
      new LocalSigstore(() -> Instant.parse("2026-03-01T12:00:00Z"));
  private final SignedMaterials materials = sigstore.sign(MANIFEST, REQUEST);
  private final FakeRekor rekor = new FakeRekor();

  @AfterEach
  void close() {
    rekor.close();
  }

  static Stream<Arguments> answersThatAreNone() {
    return Stream.of(
        Arguments.of("HTML", ok("<html>hello</html>"), NO_LIST),
        Arguments.of("nothing", ok(""), NO_LIST),
        Arguments.of("null", ok("null"), NO_LIST),
        Arguments.of("a truncated list", ok("[{\"abc\":{\"body\":\"e30"), NO_LIST),
        Arguments.of("an error object", ok("{\"code\":500,\"message\":\"sorry\"}"), NO_LIST),
        Arguments.of("a list of nothing", ok("[null]"), NO_LIST),
        Arguments.of("an empty entry", ok("[{}]"), NO_LIST),
        Arguments.of("an entry without a body", ok("[{\"abc\":{\"integratedTime\":1}}]"), NO_LIST),
        Arguments.of("an entry without a time", ok("[{\"abc\":{\"body\":\"e30=\"}}]"), NO_LIST),
        Arguments.of(
            "a body that is no base64",
            ok("[{\"abc\":{\"integratedTime\":1,\"body\":\"!\"}}]"),
            NO_LIST),
        Arguments.of(
            "a list that says two things",
            ok("[{\"abc\":{\"logIndex\":1,\"logIndex\":2}}]"),
            NO_LIST),
        Arguments.of("more than a list", ok("[] []"), NO_LIST),
        Arguments.of(
            "a body that is no entry",
            ok("[{\"abc\":{\"integratedTime\":1,\"body\":\"e30=\"}}]"),
            NO_LIST),
        Arguments.of("too much", ok("[" + " ".repeat(1 << 20)), "answered with more than 1048576"),
        Arguments.of("a refusal", status(400), "answered with status 400"),
        Arguments.of("too many requests", status(429), "answered with status 429"),
        Arguments.of("a fault", status(500), "answered with status 500"),
        Arguments.of("an outage", status(503), "answered with status 503"),
        Arguments.of("a page that is not found", status(404), "answered with status 404"),
        Arguments.of(
            "an address that Rekor does not know",
            status(404)
                .withBody(
                    "{\"code\":404,\"message\":\"path /x/api/v1/log/entries/retrieve was not found\"}"),
            "answered with status 404"),
        Arguments.of(
            "a redirect",
            status(307).withHeader("Location", "/elsewhere"),
            "answered with status 307"),
        Arguments.of("no answer at all", fault(Fault.EMPTY_RESPONSE), "could not be reached: "),
        Arguments.of("a reset", fault(Fault.CONNECTION_RESET_BY_PEER), "could not be reached: "),
        Arguments.of("noise", fault(Fault.RANDOM_DATA_THEN_CLOSE), "could not be reached: "),
        Arguments.of(
            "half an answer", fault(Fault.MALFORMED_RESPONSE_CHUNK), "could not be reached: "),
        Arguments.of(
            "a slow answer", ok("[]").withFixedDelay(5000), "could not be reached: timeout"),
        Arguments.of(
            "a dribbled answer",
            ok("[" + " ".repeat(100) + "]").withChunkedDribbleDelay(20, 5000),
            "could not be reached: timeout"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatAreNone")
  @Tag("threat-24")
  void takesAFaultForNoAnswerAndAsksOnce(
      String fault, ResponseDefinitionBuilder answer, String message) {
    rekor.answers(answer);

    assertThatThrownBy(() -> new RekorLog(rekor.url(), SHORT).find(query()))
        .isInstanceOf(TransparencyLogUnavailableException.class)
        .hasMessageStartingWith("the transparency log " + rekor.url() + " " + message);
    assertThat(rekor.requests()).hasSize(1);
  }

  @Test
  @Tag("threat-24")
  void takesAnUnreachableLogForNoAnswer() {
    URI nobody = rekor.url();
    rekor.close();

    assertThatThrownBy(() -> new RekorLog(nobody).find(query()))
        .isInstanceOf(TransparencyLogUnavailableException.class)
        .hasMessageContaining("could not be reached");
  }

  @Test
  void asksForTheRecordOfThisSigning() {
    new RekorLog(rekor.url()).find(query());

    byte[] pem = materials.certificateFile().getBytes(UTF_8);
    assertThat(rekor.requests()).hasSize(1);
    assertThat(rekor.requests().get(0).getHeader("Content-Type")).startsWith("application/json");
    assertThat(JsonParser.parseString(rekor.requests().get(0).getBodyAsString()))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"entries":[{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{
                "data":{"hash":{"algorithm":"sha256","value":"%s"}},
                "signature":{"content":"%s","publicKey":{"content":"%s"}}}}]}
                """
                    .formatted(
                        Digest.sha256(MANIFEST),
                        materials.signatureFile(),
                        Base64.getEncoder().encodeToString(pem))));
  }

  @Test
  void asksByTheDigestThatIsSigned() {
    new RekorLog(rekor.url())
        .find(query(sigstore.sign(MANIFEST, REQUEST.withKey(KeyKind.P384_SHA384))));

    assertThat(rekor.requests().get(0).getBodyAsString())
        .contains(
            "{\"algorithm\":\"sha384\",\"value\":\"%s\"}"
                .formatted(Digest.over(Digest.Algorithm.SHA_384, MANIFEST)));
  }

  @Test
  void keepsAPathBeforeTheLogsOwn() {
    assertThatThrownBy(() -> new RekorLog(URI.create(rekor.url() + "/mirror")).find(query()))
        .hasMessageEndingWith("answered with status 418");
    assertThat(rekor.requests().get(0).getUrl()).isEqualTo("/mirror/api/v1/log/entries/retrieve");
  }

  @Test
  void findsTheEntry() {
    rekor.holds(materials.entry());

    assertThat(new RekorLog(rekor.url()).find(query()))
        .hasValueSatisfying(
            file ->
                assertThat(JsonParser.parseString(new String(file.content(), UTF_8)))
                    .isEqualTo(JsonParser.parseString(RekorAnswers.entry(materials.entry()))));
  }

  @Test
  void findsTheOldestOfSeveralEntries() {
    TransparencyLogEntry again =
        sigstore.log(
            materials.entry().getCanonicalizedBody().toByteArray(),
            Instant.ofEpochSecond(materials.entry().getIntegratedTime() + 1));
    rekor.holds(again, materials.entry());

    assertThat(new RekorLog(rekor.url()).find(query()))
        .map(file -> new String(file.content(), UTF_8))
        .hasValueSatisfying(
            json ->
                assertThat(json)
                    .contains("\"logIndex\":" + materials.entry().getLogIndex())
                    .doesNotContain("\"logIndex\":" + again.getLogIndex()));
  }

  @Test
  void findsTheEntryWhoseProofIsLackingAndNoOther() {
    TransparencyLogEntry again =
        sigstore.log(
            materials.entry().getCanonicalizedBody().toByteArray(),
            Instant.ofEpochSecond(materials.entry().getIntegratedTime() + 1));
    LogQuery any = query();
    LogQuery later =
        new LogQuery(
            any.digest(), any.signature(), any.certificate(), OptionalLong.of(again.getLogIndex()));
    rekor.holds(materials.entry(), again);

    assertThat(new RekorLog(rekor.url()).find(later))
        .map(file -> new String(file.content(), UTF_8))
        .hasValueSatisfying(
            json -> assertThat(json).contains("\"logIndex\":" + again.getLogIndex()));

    rekor.holds(materials.entry());
    assertThat(new RekorLog(rekor.url()).find(later)).isEmpty();
  }

  @Test
  void takesTheRecordOfAnotherSigningForNoAnswer() {
    for (SignedMaterials other :
        List.of(
            sigstore.sign(MANIFEST, REQUEST),
            sigstore.sign("another manifest\n".getBytes(UTF_8), REQUEST))) {
      rekor.holds(other.entry());

      assertThatThrownBy(() -> new RekorLog(rekor.url()).find(query()))
          .isInstanceOf(TransparencyLogUnavailableException.class)
          .hasMessageEndingWith("answered with the record of another signing");
    }
  }

  @Test
  void findsNothingWhereTheLogHasNothing() {
    assertThat(new RekorLog(rekor.url()).find(query())).isEmpty();
  }

  private LogQuery query() {
    return query(materials);
  }

  private static LogQuery query(SignedMaterials materials) {
    return LogQuery.wanted(
            Artifact.of("manifest", MANIFEST),
            new SignatureFiles(
                List.of(),
                List.of(new MaterialFile("manifest.sig", bytes(materials.signatureFile()))),
                List.of(new MaterialFile("manifest.crt", bytes(materials.certificateFile()))),
                List.of()),
            Instant.EPOCH)
        .get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static ResponseDefinitionBuilder ok(String body) {
    return status(200).withBody(body);
  }

  private static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status);
  }

  private static ResponseDefinitionBuilder fault(Fault fault) {
    return aResponse().withFault(fault);
  }
}
