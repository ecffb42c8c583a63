package dev.countersign.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the schema tells editors, against what the parser takes. */
class PolicySchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode SCHEMA = schema();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final JsonSchema VALIDATOR = FACTORY.getSchema(SCHEMA);

  @Test
  void isASchemaItself() {
    JsonSchema metaSchema = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));

    assertThat(metaSchema.validate(SCHEMA)).isEmpty();
  }

  @Test
  void knowsExactlyTheKeysOfTheParserAndDescribesEach() {
    assertThat(keys().keySet()).containsExactlyInAnyOrderElementsOf(PolicyFile.PATHS);
    assertThat(keys().values())
        .allSatisfy(key -> assertThat(key.path("description").asText()).isNotBlank());
  }

  @Test
  void allowsNoOtherKeyAnywhere() {
    assertThat(Stream.of("", "/properties/signer", "/properties/contents"))
        .allSatisfy(
            at ->
                assertThat(SCHEMA.at(at + "/additionalProperties"))
                    .as(at)
                    .isEqualTo(MAPPER.getNodeFactory().booleanNode(false)));
  }

  @Test
  void tellsTheDefaultsOfTheParser() {
    ObjectNode defaults = MAPPER.createObjectNode();
    keys()
        .forEach(
            (path, key) -> {
              if (!key.has("properties")) {
                String[] parts = path.split("\\.", -1);
                ObjectNode section =
                    parts.length == 1 ? defaults : defaults.withObject("/" + parts[0]);
                section.set(parts[parts.length - 1], requireNonNull(key.get("default"), path));
              }
            });

    // JSON is YAML.
    assertThat(PolicyFile.parse(defaults.toString().getBytes(UTF_8)))
        .isEqualTo(new PolicyResult.Accepted(RepositoryPolicy.DEFAULT));
    assertThat(VALIDATOR.validate(defaults)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"signer, runner", "contents, unlisted"})
  void enumeratesTheValuesThatTheParserTakes(String section, String key) {
    List<String> values =
        SCHEMA
            .at("/properties/%s/properties/%s/enum".formatted(section, key))
            .valueStream()
            .map(JsonNode::asText)
            .toList();

    assertThat(values)
        .allSatisfy(
            value -> assertThat(parses("%s: {%s: %s}".formatted(section, key, value))).isTrue());
    PolicyResult result = PolicyFile.parse("%s: {%s: x}".formatted(section, key).getBytes(UTF_8));
    assertThat(((PolicyResult.Rejected) result).errors().get(0).message())
        .endsWith("is not one of " + String.join(", ", values));
  }

  static Stream<String> examples() {
    return keys().entrySet().stream()
        .flatMap(
            key ->
                key.getValue()
                    .path("examples")
                    .valueStream()
                    .flatMap(example -> Stream.concat(Stream.of(example), example.valueStream()))
                    .map(example -> inFile(key.getKey(), example.toString())));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesExamplesThatAreRight(String text) {
    assertThat(parses(text)).isTrue();
    assertThat(validates(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "{}",
        "null",
        "tags: v*",
        "tags: [1, 1.0, v2]",
        "tags: ['a/../b', '..', '/', '…']",
        "materials: [a, .github/x, a.b/..., '**/x', '*']",
        "signer: {}\ncontents: {}",
        "signer: {workflow: [], trigger: push, issuer: 'https://x', runner: github-hosted}",
        "signer: {workflow: 'o/r/.github/workflows/x.yml@refs/tags/v*', trigger: [release, a_b]}",
        "contents: {unlisted: fail, ignore: []}",
        "contents: {unlisted: ignore, ignore: docs/**}",
        "wait: 90s",
        "legacy-cutoff: 2024-02-29",
        "branches: []",
        "branches: [main, release/1.x, 2.0, a-b, 'a@0', a.locks, 'ü']",
        "comment: always\nissue: never",
        "comment: on-failure\nissue: on-failure",
        "comment: never",
      })
  void acceptsWhatTheParserAccepts(String text) {
    assertThat(parses(text)).as("parser").isTrue();
    assertThat(validates(text)).as("schema").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- tags",
        "text",
        "1",
        "tagz: v*",
        "Tags: v*",
        "branches: ['']",
        "branches: [a*]",
        "branches: 'a[b'",
        "branches: /a",
        "branches: a/",
        "branches: a..b",
        "branches: a//b",
        "branches: .a",
        "branches: a/.b",
        "branches: a.",
        "branches: -a",
        "branches: a.lock",
        "branches: a.lock/b",
        "branches: 'a@{0}'",
        "branches: a b",
        "branches: 'a\\b'",
        "branches: a^b",
        "comment: on_failure",
        "comment:",
        "issue: always",
        "issue: [never]",
        "tags: []",
        "tags:",
        "tags: ''",
        "tags: true",
        "tags: {a: b}",
        "tags: [[a]]",
        "tags: [a, null]",
        "tags: '!a'",
        "tags: 'a[b'",
        "tags: 'a]'",
        "tags: '{a,b}'",
        "tags: 'a\\b'",
        "tags: \"a\\nb\"",
        "tags: \"\\x85\"",
        "materials: []",
        "materials: /a",
        "materials: a/",
        "materials: a//b",
        "materials: ./a",
        "materials: a/../b",
        "materials: ..",
        "materials: '!a'",
        "signer:",
        "signer: []",
        "signer: {tags: a}",
        "signer: {trigger: []}",
        "signer: {trigger: Release}",
        "signer: {trigger: '*'}",
        "signer: {trigger: 1}",
        "signer: {issuer: 'http://x'}",
        "signer: {issuer: 'https://'}",
        "signer: {issuer: 'https://a b'}",
        "signer: {issuer: [https://x]}",
        "signer: {runner: self-hosted}",
        "signer: {runner: [any]}",
        "signer: {workflow: a/}",
        "contents:",
        "contents: {unlisted: warning}",
        "contents: {unlisted: true}",
        "contents: {unlisted: FAIL}",
        "contents: {ignore: /docs}",
        "wait: 30",
        "wait: 30 m",
        "wait: 30M",
        "wait: 0000030m",
        "wait: [30m]",
        "wait: ''",
        "legacy-cutoff: 2024-02-30",
        "legacy-cutoff: 2023-02-29",
        "legacy-cutoff: 2024-8-1",
        "legacy-cutoff: '+12024-08-01'",
        "legacy-cutoff: '-2024-08-01'",
        "legacy-cutoff: yesterday",
        "legacy-cutoff: 2024",
      })
  void rejectsWhatTheParserRejects(String text) {
    assertThat(parses(text)).as("parser").isFalse();
    assertThat(validates(text)).as("schema").isFalse();
  }

  @Test
  void drawsTheLinesWhereTheParserDoes() {
    for (String text :
        List.of(
            "tags: " + "a".repeat(255),
            "tags: " + "a".repeat(256),
            "materials: " + "a".repeat(255),
            "materials: " + "a".repeat(256),
            "tags: [" + "a,".repeat(100) + "]",
            "tags: [" + "a,".repeat(101) + "]",
            "signer: {trigger: " + "a".repeat(50) + "}",
            "signer: {trigger: " + "a".repeat(51) + "}",
            "signer: {issuer: https://" + "a".repeat(200) + "}",
            "signer: {issuer: https://" + "a".repeat(201) + "}")) {
      assertThat(validates(text)).as(text).isEqualTo(parses(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "h"})
  void takesTheSameDurationsAsTheParser(String unit) {
    for (int amount = 0; amount < 100_000; amount += amount < 2_000 ? 1 : 97) {
      String text = "wait: " + amount + unit;
      assertThat(validates(text)).as(text).isEqualTo(parses(text));
    }
    for (String amount :
        List.of("59", "60", "86399", "86400", "86401", "000060", "0000060", "024")) {
      String text = "wait: " + amount + unit;
      assertThat(validates(text)).as(text).isEqualTo(parses(text));
    }
  }

  private static boolean parses(String text) {
    return PolicyFile.parse(text.getBytes(UTF_8)) instanceof PolicyResult.Accepted;
  }

  private static boolean validates(String text) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
    JsonNode json = MAPPER.valueToTree(document);
    return VALIDATOR
        .validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .isEmpty();
  }

  /** Every key with its schema, by the path of the key. */
  private static Map<String, JsonNode> keys() {
    Map<String, JsonNode> keys = new TreeMap<>();
    SCHEMA
        .path("properties")
        .properties()
        .forEach(
            key -> {
              keys.put(key.getKey(), key.getValue());
              key.getValue()
                  .path("properties")
                  .properties()
                  .forEach(
                      inner -> keys.put(key.getKey() + "." + inner.getKey(), inner.getValue()));
            });
    return keys;
  }

  private static String inFile(String path, String value) {
    String[] parts = path.split("\\.", -1);
    String line = parts[parts.length - 1] + ": " + value;
    return parts.length == 1 ? line : parts[0] + ": {" + line + "}";
  }

  private static JsonNode schema() {
    try (InputStream in = PolicySchemaTest.class.getResourceAsStream("/schema/countersign.json")) {
      return MAPPER.readTree(requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
