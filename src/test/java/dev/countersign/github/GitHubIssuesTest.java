package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedComment;
import dev.countersign.simulation.github.SimulatedIssue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Never a second issue of one marker, and never a second sentence at its end. */
class GitHubIssuesTest extends DiscussionScene {
  private static final String ISSUES = "/repos/octo/demo/issues";
  private static final String BY_NUMBER = ISSUES + "/\\d+";
  private static final String COMMENTS = BY_NUMBER + "/comments";

  @Test
  void opensAnIssueOnce() {
    issue("Tampered", "red");
    issue("Tampered", "red");
    restart();
    issue("Tampered", "red");

    assertThat(only().title()).isEqualTo("Tampered");
    assertThat(only().body()).isEqualTo("red\n\n" + LINE);
    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void editsWhatDiffers() {
    issue("Tampered", "red");
    issue("Moved", "red");
    restart();
    issue("Moved", "still red");

    assertThat(only().title()).isEqualTo("Moved");
    assertThat(only().body()).startsWith("still red");
    assertThat(only().open()).isTrue();
    assertThat(writes()).isEqualTo(3);
  }

  @Test
  void opensItAgainWhereItWasClosed() {
    issue("Tampered", "red");
    repository.issues().close(only().number());
    restart();
    issue("Tampered", "red");

    assertThat(only().open()).isTrue();
    assertThat(only().stateReason()).isEqualTo("reopened");
  }

  @Test
  void doesNotTrustAMarkerThatSomebodyElseWrote() {
    SimulatedIssue forged = repository.issues().open(eve, "Fine", "fine\n\n" + LINE);
    issue("Tampered", "red");

    assertThat(repository.issues().all()).hasSize(2).contains(forged);
  }

  @Test
  void leavesItsIssuesOfOtherMarkersAlone() {
    discussions.issue(target, "release/2", "Tampered", "red");
    issue("Tampered", "red");

    assertThat(repository.issues().all()).hasSize(2);
  }

  @Test
  void findsItsIssueOnALaterPage() {
    issue("Tampered", "red");
    for (int i = 0; i < 100; i++) {
      discussions.issue(target, "another/" + i, "Tampered", "red");
    }
    restart();
    issue("Tampered", "red");

    assertThat(repository.issues().all()).hasSize(101);
  }

  @Test
  void looksAmongItsOwnIssuesOnly() {
    for (int i = 0; i < 100; i++) {
      repository.issues().open(eve, "no. " + i, "");
    }
    issue("Tampered", "red");

    assertThat(requests("GET", ISSUES + ".*")).isEqualTo(1);
  }

  @Test
  void neverOpensASecondOneWhenTheAnswerIsLost() {
    gitHub.faults().next(1, "POST", ISSUES, Fault.lostAnswer());
    assertUnavailable(() -> issue("Tampered", "red"));
    restart();
    issue("Tampered", "red");

    assertThat(repository.issues().all()).hasSize(1);
  }

  @Test
  void opensItLaterWhenGitHubFails() {
    gitHub.faults().next(1, "POST", ISSUES, Fault.badGateway());
    assertUnavailable(() -> issue("Tampered", "red"));
    assertThat(repository.issues().all()).isEmpty();
    issue("Tampered", "red");

    assertThat(repository.issues().all()).hasSize(1);
  }

  @Test
  void doesNotOpenOneWhenItsOwnNameCannotBeHad() {
    gitHub.faults().always("GET", "/app", Fault.badGateway());
    assertUnavailable(() -> issue("Tampered", "red"));

    assertThat(writes()).isZero();
  }

  @Test
  void editsTheOneItOpenedWhenGitHubDoesNotListItYet() {
    gitHub.faults().always("GET", ISSUES, Fault.body("[]"));
    issue("Tampered", "red");
    issue("Moved", "red");

    assertThat(only().title()).isEqualTo("Moved");
  }

  @Test
  void opensAnotherOneWhenItsIssueWasDeleted() {
    issue("Tampered", "red");
    repository.issues().delete(only().number());
    issue("Tampered", "red");
    assertThat(repository.issues().all()).hasSize(1);

    gitHub.faults().next(1, "GET", BY_NUMBER, Fault.status(410, "This issue was deleted"));
    repository.issues().delete(only().number());
    issue("Tampered", "red");
    assertThat(repository.issues().all()).hasSize(1);
  }

  @Test
  void closesItWithASentence() {
    issue("Tampered", "red");
    restart();
    close();

    assertThat(only().open()).isFalse();
    assertThat(only().stateReason()).isEqualTo("completed");
    assertThat(only().title()).isEqualTo("Verified");
    assertThat(only().body()).startsWith("green");
    assertThat(sentences()).containsExactly("It holds again.\n\n" + LINE);
  }

  @Test
  void closesNothingThatIsNotOpen() {
    close();
    issue("Tampered", "red");
    repository.issues().close(only().number());
    int before = writes();
    close();

    assertThat(writes()).isEqualTo(before);
    assertThat(sentences()).isEmpty();
  }

  @Test
  void saysItsSentenceOnceWhenItCannotBeClosedAtOnce() {
    issue("Tampered", "red");
    gitHub.faults().next(1, "PATCH", BY_NUMBER, Fault.badGateway());
    assertUnavailable(this::close);
    assertThat(only().open()).isTrue();
    restart();
    close();

    assertThat(only().open()).isFalse();
    assertThat(sentences()).hasSize(1);
  }

  @Test
  void saysItsSentenceOnceHoweverOftenItIsOpenedAgain() {
    for (int i = 0; i < 3; i++) {
      issue("Tampered", "red");
      close();
    }

    assertThat(only().open()).isFalse();
    assertThat(sentences()).hasSize(1);
  }

  @Test
  void closesItLaterWhenTheSentenceCannotBeSaid() {
    issue("Tampered", "red");
    gitHub.faults().next(1, "POST", COMMENTS, Fault.lostAnswer());
    assertUnavailable(this::close);
    close();

    assertThat(only().open()).isFalse();
    assertThat(sentences()).hasSize(1);
  }

  @Test
  void opensOneForThoseWhoSayItAtTheSameTime() throws Exception {
    discussions.issue(target, "another", "Tampered", "red");
    gitHub.faults().always("POST", ISSUES, Fault.delay(Duration.ofMillis(300)));
    atTheSameTime(4, () -> issue("Tampered", "red"));

    assertThat(repository.issues().all()).hasSize(2);
  }

  @Test
  void needsNoPermissionForPullRequests() {
    installation.deny("pull_requests");
    issue("Tampered", "red");
    close();

    assertThat(only().open()).isFalse();
  }

  @Test
  void saysWhichPermissionIsMissing() {
    installation.deny("issues");

    assertRefused(Refusal.MISSING_PERMISSION, () -> issue("Tampered", "red"));
  }

  @Test
  void isRefusedWhereIssuesAreDisabledAndWhereNothingMayBeWritten() {
    repository.issues().disable();
    assertRefused(Refusal.REJECTED, () -> issue("Tampered", "red"));
    repository.settings().setArchived(true);
    assertRefused(Refusal.REJECTED, () -> issue("Tampered", "red"));
  }

  @Test
  void takesNoTitleThatIsTooLongForGitHub() {
    issue("x".repeat(256), "red");
    assertThat(repository.issues().all()).hasSize(1);
    assertThatThrownBy(() -> issue("x".repeat(257), "red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a title of at most 256 characters, found 257");
  }

  private void issue(String title, String markdown) {
    discussions.issue(target, MARKER, title, markdown);
  }

  private void close() {
    discussions.closeIssue(target, MARKER, "Verified", "green", "It holds again.");
  }

  private SimulatedIssue only() {
    assertThat(repository.issues().all()).hasSize(1);
    return repository.issues().all().get(0);
  }

  private List<String> sentences() {
    return repository.issues().all().stream()
        .flatMap(issue -> repository.issues().comments(issue.number()).stream())
        .map(SimulatedComment::body)
        .toList();
  }
}
