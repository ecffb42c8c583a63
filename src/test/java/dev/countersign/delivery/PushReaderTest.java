package dev.countersign.delivery;

import static dev.countersign.delivery.Events.TARGET;
import static dev.countersign.delivery.Events.parse;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.delivery.WebhookEvent.DefaultBranchPushed;
import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.TagChanged;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushReaderTest {
  private static final String TWO_COMMITS =
      """
      {"id": "a", "added": ["new"], "modified": ["old"], "removed": []},
      {"id": "b", "added": [], "modified": ["old"], "removed": ["gone"]}
      """;

  @Test
  void tellsTheFilesOfAllCommits() throws Exception {
    assertThat(parse("push", push("b", "", TWO_COMMITS)))
        .isEqualTo(pushed(Optional.of(Set.of("new", "old", "gone"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "deleted", "forced"})
  void doesNotKnowTheFilesAfterMoreThanCommitsWereAdded(String flag) throws Exception {
    assertThat(parse("push", push("b", "\"" + flag + "\": true,", TWO_COMMITS)))
        .isEqualTo(pushed(Optional.empty()));
    assertThat(parse("push", push("b", "\"" + flag + "\": false,", TWO_COMMITS)))
        .isNotEqualTo(pushed(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"2047, true", "2048, false"})
  void doesNotKnowTheFilesOfAsManyCommitsAsAPayloadHolds(int commits, boolean known)
      throws Exception {
    String many =
        IntStream.rangeClosed(1, commits)
            .mapToObj(
                n ->
                    "{\"id\": \"%d\", \"added\": [], \"modified\": [\"f\"], \"removed\": []}"
                        .formatted(n))
            .collect(joining(","));

    assertThat(parse("push", push(String.valueOf(commits), "", many)))
        .isEqualTo(pushed(known ? Optional.of(Set.of("f")) : Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"2999, true", "3000, false"})
  void doesNotKnowTheFilesOfACommitWithVeryMany(int files, boolean known) throws Exception {
    String list = String.join(",", Collections.nCopies(files, "\"f\""));
    String commit = "{\"id\": \"a\", \"added\": [], \"modified\": [], \"removed\": [" + list + "]}";

    assertThat(parse("push", push("a", "", commit)))
        .isEqualTo(pushed(known ? Optional.of(Set.of("f")) : Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"id\": \"another\", \"added\": [], \"modified\": [\"f\"], \"removed\": []}",
        "{\"added\": [], \"modified\": [\"f\"], \"removed\": []}",
        "{\"id\": \"b\", \"added\": [], \"modified\": [\"f\"]}"
      })
  void doesNotKnowTheFilesWhenTheCommitsDoNotLeadToTheNewHead(String commits) throws Exception {
    assertThat(parse("push", push("b", "", commits))).isEqualTo(pushed(Optional.empty()));
  }

  @Test
  void doesNotKnowTheFilesWithoutAListOfCommits() throws Exception {
    assertThat(parse("push", "{\"ref\": \"refs/heads/main\", \"after\": \"b\"}"))
        .isEqualTo(pushed(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "deleted", "forced"})
  void readsWhatAPushDidToATag(String flag) throws Exception {
    assertThat(parse("push", "{\"ref\": \"refs/tags/v/1\", \"" + flag + "\": true}"))
        .isEqualTo(new TagChanged(TARGET, "v/1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/side", "refs/notes/main", "refs/heads/main/x", "main"})
  void ignoresAPushElsewhereThanToTheDefaultBranchOrATag(String ref) throws Exception {
    assertThat(parse("push", "{\"ref\": \"" + ref + "\"}"))
        .isEqualTo(new Ignored("the push was to " + ref + ", the default branch is main"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "delete"})
  void readsThatATagCameOrWent(String event) throws Exception {
    assertThat(parse(event, "{\"ref\": \"v1\", \"ref_type\": \"tag\"}"))
        .isEqualTo(new TagChanged(TARGET, "v1"));
  }

  @ParameterizedTest
  @CsvSource({"create, branch", "delete, branch", "create, repository"})
  void ignoresWhatIsNoTag(String event, String kind) throws Exception {
    assertThat(parse(event, "{\"ref\": \"v1\", \"ref_type\": \"" + kind + "\"}"))
        .isEqualTo(new Ignored("it was a " + kind + ", not a tag"));
  }

  private static String push(String after, String flags, String commits) {
    return "{\"ref\": \"refs/heads/main\", \"after\": \"%s\", %s \"commits\": [%s]}"
        .formatted(after, flags, commits);
  }

  private static DefaultBranchPushed pushed(Optional<Set<String>> paths) {
    return new DefaultBranchPushed(TARGET, paths);
  }
}
