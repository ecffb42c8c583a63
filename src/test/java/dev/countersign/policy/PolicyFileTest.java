package dev.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.countersign.policy.RepositoryPolicy.Comment;
import dev.countersign.policy.RepositoryPolicy.Issue;
import dev.countersign.verification.ContentsPolicy;
import dev.countersign.verification.ContentsPolicy.Unlisted;
import dev.countersign.verification.Glob;
import dev.countersign.verification.SignerPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n", "{}", "null", "\uFEFF"})
  void readsAFileThatSaysNothingAsTheDefaults(String text) {
    assertThat(accepted(text)).isEqualTo(RepositoryPolicy.DEFAULT);
  }

  @Test
  void readsEveryKey() {
    RepositoryPolicy policy =
        accepted(
            """
            tags: ["v*", "pkg/*"]
            materials: ["release/checksums-*.txt"]
            signer:
              workflow: [".github/workflows/release-*.yaml"]
              trigger: [release, push]
              issuer: https://issuer.example
              runner: github-hosted
            contents:
              unlisted: fail
              ignore: ["docs/**"]
            wait: 2h
            legacy-cutoff: 2025-01-31
            branches: [main, release/1.x]
            comment: always
            issue: never
            """);
    assertThat(policy)
        .isEqualTo(
            new RepositoryPolicy(
                List.of(Glob.ofName("v*"), Glob.ofName("pkg/*")),
                List.of(Glob.ofPath("release/checksums-*.txt")),
                new SignerPolicy(
                    List.of(Glob.ofPath(".github/workflows/release-*.yaml")),
                    Set.of("release", "push"),
                    "https://issuer.example",
                    true),
                new ContentsPolicy(Unlisted.FAIL, List.of(Glob.ofPath("docs/**"))),
                Duration.ofHours(2),
                Instant.parse("2025-01-31T00:00:00Z"),
                List.of("main", "release/1.x"),
                Comment.ALWAYS,
                Issue.NEVER));
  }

  @Test
  void readsAWorkflowOfAnotherRepository() {
    String foreign = "octo-org/signing/.github/workflows/sign-*.yml@refs/tags/v*";

    assertThat(accepted("signer:\n  workflow: [\"%s\"]\n".formatted(foreign)).signer().workflows())
        .containsExactly(Glob.ofPath(foreign));
  }

  @Test
  void readsOneValueAsAListOfOne() {
    assertThat(accepted("tags: v*\nsigner: {trigger: push}").signer().triggers())
        .containsExactly("push");
  }

  @Test
  void selectsTheTagsAndMaterialsOfTheDefaults() {
    assertThat(RepositoryPolicy.DEFAULT.selectsTag("pkg/v1.2.0")).isTrue();
  }

  @Test
  void gathersEveryMistakeInTheFilesOrder() {
    assertThat(
            errors(
                """
                tags: {v: 1}
                sginer: {}
                signer:
                  runner: mine
                  trigger: []
                contents:
                  unlisted: warning
                  ignore: ["ok", "[x]", [y]]
                wait: soon
                wait: 30m
                """))
        .containsExactly(
            "1:7: tags: expected text, found a mapping",
            "2:1: sginer: unknown key, did you mean signer?",
            "4:11: signer.runner: \"mine\" is not one of any, github-hosted",
            "5:12: signer.trigger: the list is empty; at least one value is expected",
            "7:13: contents.unlisted: \"warning\" is not one of fail, warn, ignore",
            "8:18: contents.ignore: \"[x]\" holds \"[\", which a glob does not know: it has ?, *"
                + " and **",
            "8:25: contents.ignore: expected text, found a list",
            "9:7: wait: \"soon\" is not a duration such as 90s, 30m or 2h",
            "10:1: wait: given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tag: v*                 | 1:1: tag: unknown key, did you mean tags?
          Wait: 5m                | 1:1: Wait: unknown key, did you mean wait?
          legacy_cutof: x         | 1:1: legacy_cutof: unknown key, did you mean legacy-cutoff?
          workflow: x             | 1:1: workflow: unknown key, did you mean signer.workflow?
          signer: {wait: 5m}      | 1:10: signer.wait: unknown key, did you mean wait?
          signer: {triger: push}  | 1:10: signer.triger: unknown key, did you mean signer.trigger?
          contents: {unlisetd: x} | 1:12: contents.unlisetd: unknown key, did you mean contents.unlisted?
          """)
  void suggestsTheKeyThatWasProbablyMeant(String text, String error) {
    assertThat(errors(text)).containsExactly(error);
  }

  @Test
  void listsTheKnownKeysWhereNoneIsNear() {
    assertThat(
            errors("contents: {colour: red}\n? [a]\n: b\n\"a\\nb\": c\nx" + "y".repeat(90) + ": d"))
        .containsExactly(
            "1:12: contents.colour: unknown key; known are ignore, unlisted",
            "2:3: expected a key of branches, comment, contents, issue, legacy-cutoff, materials, signer, tags, wait, found a"
                + " list",
            "4:1: \"a\nb\": unknown key; known are branches, comment, contents, issue, legacy-cutoff, materials, signer,"
                + " tags, wait",
            "5:1: \"x"
                + "y".repeat(79)
                + "…\": unknown key; known are branches, comment, contents, issue, legacy-cutoff, materials, signer, tags,"
                + " wait");
  }

  @Test
  void writesAnErrorAsCompilersDo() {
    assertThat(new PolicyError(7, 13, "wait: given twice").in(PolicyFile.PATH))
        .isEqualTo(".github/countersign.yml:7:13: wait: given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "branches: ma*n | 1:11: branches: \"ma*n\" is a pattern; name each branch",
        "branches: [a, b..c] | 1:15: branches: \"b..c\" is not the name of a branch",
        "comment: yes please | 1:10: comment: \"yes please\" is not one of always, on-failure, never",
        "issue: always | 1:8: issue: \"always\" is not one of on-failure, never"
      })
  void rejectsWrongBranchesAndTellings(String text, String error) {
    assertThat(errors(text)).containsExactly(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "59s | 1:7: wait: \"59s\" is not between 1m and 24h",
        "25h | 1:7: wait: \"25h\" is not between 1m and 24h",
        "30 | 1:7: wait: \"30\" is not a duration such as 90s, 30m or 2h",
        "-5m | 1:7: wait: \"-5m\" is not a duration such as 90s, 30m or 2h",
        "true | 1:7: wait: expected text, found \"true\"",
        "[30m] | 1:7: wait: expected text, found a list",
        "'' | 1:6: wait: expected text, found nothing",
      })
  void rejectsAWaitThatIsNone(String value, String error) {
    assertThat(errors("wait: " + value)).containsExactly(error);
  }

  @ParameterizedTest
  @CsvSource({"1m, 60", "60s, 60", "24h, 86400", "90s, 90"})
  void readsAWaitInSecondsMinutesOrHours(String value, long seconds) {
    assertThat(accepted("wait: " + value).patience()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void rejectsADateThatIsNone() {
    assertThat(errors("legacy-cutoff: 2024-02-30"))
        .containsExactly("1:16: legacy-cutoff: \"2024-02-30\" is not a date such as 2024-08-01");
  }

  @Test
  void rejectsAnIssuerThatIsNoSecureUrl() {
    assertThat(errors("signer: {issuer: 'http://x'}"))
        .containsExactly("1:18: signer.issuer: \"http://x\" is not an https:// URL");
  }

  @Test
  void rejectsATriggerThatIsNoEventsName() {
    assertThat(errors("signer: {trigger: '*'}"))
        .containsExactly("1:19: signer.trigger: \"*\" is not the name of an event such as release");
  }

  @Test
  void rejectsASectionThatIsNoMapping() {
    assertThat(errors("signer: [release]\ncontents:\n"))
        .containsExactly(
            "1:9: signer: expected a mapping of issuer, runner, trigger, workflow, found a list",
            "2:10: contents: expected a mapping of ignore, unlisted, found nothing");
  }

  @Test
  void rejectsAFileThatIsNoMapping() {
    assertThat(errors("- v*"))
        .containsExactly(
            "1:1: expected a mapping of branches, comment, contents, issue, legacy-cutoff, materials, signer, tags, wait,"
                + " found a list");
  }

  @Test
  void rejectsASyntaxErrorWithItsPosition() {
    assertThat(errors("tags: [\"v*\"\nwait: 30m\n"))
        .singleElement()
        .asString()
        .startsWith("2:1: not YAML: ");
  }

  @Test
  void rejectsASecondDocument() {
    assertThat(errors("wait: 5m\n---\nwait: 6m\n"))
        .containsExactly("2:1: a second document starts here; one is expected");
  }

  @Test
  void rejectsAliases() {
    assertThat(errors("tags: &a [x]\nmaterials: *a\n"))
        .containsExactly("2:12: aliases (*name) are not supported");
  }

  @Test
  @Tag("threat-19")
  void rejectsDeepNestingBeforeAnythingIsBuiltOfIt() {
    assertThat(errors("tags: " + "[".repeat(30_000)))
        .containsExactly("1:16: nested more than 10 levels deep");
  }

  @Test
  void rejectsAFileThatIsTooLarge() {
    assertThat(errors("#".repeat(65_537)))
        .containsExactly("1:1: the file has more than 65536 bytes");
  }

  @Test
  void rejectsAListThatIsTooLong() {
    assertThat(errors("tags: [" + "a,".repeat(101) + "]"))
        .containsExactly("1:7: tags: the list has 101 values, more than 100");
  }

  @Test
  void rejectsBytesThatAreNotText() {
    assertThat(PolicyFile.parse(new byte[] {(byte) 0xc3, 0x28}))
        .isEqualTo(
            new PolicyResult.Rejected(List.of(new PolicyError(1, 1, "the file is not UTF-8"))));
    assertThat(errors("wait: 5m\ntags: \0")).containsExactly("2:7: not YAML: the character U+0000");
  }

  @Test
  void rejectsMergeKeys() {
    assertThat(errors("<<: {wait: 5m}\nsigner:\n  <<: [a]"))
        .containsExactly(
            "1:1: \"<<\": unknown key; known are branches, comment, contents, issue, legacy-cutoff, materials, signer, tags,"
                + " wait",
            "3:3: signer.\"<<\": unknown key; known are issuer, runner, trigger, workflow");
  }

  @Test
  void rejectsForeignTags() {
    assertThat(errors("wait: !!java.lang.Runtime 30m\ntags: !!binary aGk=\nsigner: !x {}"))
        .hasSize(3);
  }

  @Test
  void readsOrRejectsWhateverTextThereIs() {
    Random random = new Random(20_260_301);
    String[] pieces = {
      "tags",
      "signer",
      "contents",
      "wait",
      "unlisted",
      "30m",
      "v*",
      ": ",
      ":",
      "\n",
      "\n  ",
      "- ",
      "? ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "'",
      "\"",
      "#",
      "|",
      ">",
      "&a ",
      "*a",
      "!x ",
      "!!map ",
      "<<",
      "%",
      "---\n",
      "...\n",
      "\t",
      "\r",
      "~",
      "\u00e9",
      "\\"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(15); length >= 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThatCode(() -> PolicyFile.parse(text.toString().getBytes(StandardCharsets.UTF_8)))
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shortensALongValueInItsMessage() {
    assertThat(errors("wait: " + "x".repeat(10_000)).get(0)).hasSizeLessThan(200);
  }

  private static RepositoryPolicy accepted(String text) {
    PolicyResult result = PolicyFile.parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(result).isInstanceOf(PolicyResult.Accepted.class);
    return ((PolicyResult.Accepted) result).policy();
  }

  private static List<String> errors(String text) {
    PolicyResult result = PolicyFile.parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(result).isInstanceOf(PolicyResult.Rejected.class);
    return ((PolicyResult.Rejected) result).errors().stream().map(PolicyError::toString).toList();
  }
}
