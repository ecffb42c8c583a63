package dev.countersign.delivery;

import static dev.countersign.delivery.Events.TARGET;
import static dev.countersign.delivery.Events.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.Ignored;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReaderTest {
  private static final String OURS = "\"app\": {\"id\": 12}";
  private static final String FOREIGN = "\"app\": {\"id\": 13}";
  private static final CheckRunRerequested AGAIN =
      new CheckRunRerequested(TARGET, "c0ffee", "release/v1");

  @ParameterizedTest
  @ValueSource(strings = {OURS, "\"app\": {}", "\"app\": null"})
  void readsThatACheckRunOfOursIsAskedForAgain(String app) throws Exception {
    assertThat(parse("check_run", run("rerequested", "", app))).isEqualTo(AGAIN);
  }

  @Test
  void readsThatTheButtonWasPressed() throws Exception {
    assertThat(parse("check_run", run("requested_action", "verify", OURS))).isEqualTo(AGAIN);
  }

  @Test
  void ignoresAnotherButton() throws Exception {
    assertThat(parse("check_run", run("requested_action", "deploy", OURS)))
        .isEqualTo(new Ignored("the button is none of ours"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rerequested", "requested_action"})
  @Tag("threat-23")
  void ignoresACheckRunOfAnotherAppThatHasOurIds(String action) throws Exception {
    assertThat(parse("check_run", run(action, "verify", FOREIGN)))
        .isEqualTo(new Ignored("the check run is of the App 13, ours is 12"));
  }

  @Test
  void ignoresACheckRunWithoutAnIdOfOurs() throws Exception {
    assertThat(parse("check_run", "{\"action\": \"rerequested\", \"check_run\": {}}"))
        .isEqualTo(new Ignored("the check run has no id of ours"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "completed"})
  void ignoresACheckRunThatNobodyAskedFor(String action) throws Exception {
    assertThat(parse("check_run", run(action, "", OURS)))
        .isEqualTo(new Ignored("the check run was " + action + ", not rerequested"));
  }

  @Test
  void readsThatACheckSuiteOfOursIsAskedForAgain() throws Exception {
    assertThat(parse("check_suite", suite("rerequested", OURS)))
        .isEqualTo(new CheckSuiteRerequested(TARGET, "c0ffee"));
  }

  @Test
  @Tag("threat-23")
  void ignoresACheckSuiteOfAnotherApp() throws Exception {
    assertThat(parse("check_suite", suite("rerequested", FOREIGN)))
        .isEqualTo(new Ignored("the check suite is of the App 13, ours is 12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"requested", "completed"})
  void ignoresACheckSuiteThatIsNotAskedForAgain(String action) throws Exception {
    assertThat(parse("check_suite", suite(action, OURS)))
        .isEqualTo(new Ignored("the check suite was " + action + ", not rerequested"));
  }

  private static String run(String action, String button, String app) {
    return """
    {"action": "%s", "requested_action": {"identifier": "%s"},
     "check_run": {"head_sha": "c0ffee", "external_id": "release/v1", %s}}
    """
        .formatted(action, button, app);
  }

  private static String suite(String action, String app) {
    return "{\"action\": \"%s\", \"check_suite\": {\"head_sha\": \"c0ffee\", %s}}"
        .formatted(action, app);
  }
}
