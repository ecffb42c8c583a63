package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubRefusedException.Refusal;
import dev.countersign.simulation.github.Fault;
import dev.countersign.simulation.github.SimulatedComment;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Never a second comment of one marker on a pull request. */
class GitHubCommentsTest extends DiscussionScene {
  private static final String LIST = ".*/issues/\\d+/comments";

  @Test
  void commentsOnceAndHidesItsMarker() {
    comment("**red**\n");

    assertThat(bodies()).containsExactly("**red**\n\n" + LINE);
  }

  @Test
  void saysTheSameAgainWithoutAWrite() {
    comment("red");
    comment("red");
    restart();
    comment("red");

    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void takesLineEndsOfAnyKindForTheSame() {
    comment("red\nand\n");
    restart();
    gitHub
        .faults()
        .next(1, "GET", LIST, Fault.body(listed(only(), "red\\r\\nand\\r\\n\\r\\n" + LINE)));
    comment("red\nand\n");

    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void editsItsCommentInPlace() {
    comment("red");
    long id = only().id();
    comment("still red");
    restart();
    comment("green");

    assertThat(only().id()).isEqualTo(id);
    assertThat(bodies()).containsExactly("green\n\n" + LINE);
  }

  @Test
  void doesNotTrustAMarkerThatSomebodyElseWrote() {
    SimulatedComment forged = repository.issues().comment(pullRequest, eve, "fine\n\n" + LINE);
    comment("red");

    assertThat(bodies()).containsExactly(forged.body(), "red\n\n" + LINE);
  }

  @Test
  void leavesItsCommentsOfOtherMarkersAlone() {
    discussions.comment(target, pullRequest, "release/2", "red");
    discussions.comment(target, pullRequest, "another", "quotes\n" + LINE);
    comment("red");

    assertThat(bodies()).hasSize(3).endsWith("red\n\n" + LINE);
  }

  @Test
  void findsItsCommentOnALaterPage() {
    for (int i = 0; i < 100; i++) {
      repository.issues().comment(pullRequest, eve, "no. " + i);
    }
    comment("red");
    restart();
    comment("green");

    assertThat(bodies()).hasSize(101).endsWith("green\n\n" + LINE);
  }

  static Stream<Fault> lostAnswers() {
    return Stream.of(Fault.lostAnswer(), Fault.brokenTransfer(), Fault.truncatedBody());
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void neverCreatesASecondOneWhenTheAnswerIsLost(Fault lost) {
    gitHub.faults().next(1, "POST", LIST, lost);
    assertUnavailable(() -> comment("red"));
    comment("red");

    assertThat(bodies()).containsExactly("red\n\n" + LINE);
    assertThat(requests("POST", LIST)).isEqualTo(1);
  }

  @Test
  void createsItLaterWhenGitHubFails() {
    gitHub.faults().next(1, "POST", LIST, Fault.badGateway());
    assertUnavailable(() -> comment("red"));
    assertThat(bodies()).isEmpty();
    comment("red");

    assertThat(bodies()).hasSize(1);
  }

  @Test
  void doesNotCreateOneWhenTheListMakesNoSense() {
    gitHub.faults().always("GET", LIST, Fault.body("{\"message\": \"Server Error\"}"));
    assertUnavailable(() -> comment("red"));

    assertThat(writes()).isZero();
  }

  @Test
  void givesUpOnAListWithoutAnEnd() {
    String full = "[" + String.join(",", Collections.nCopies(100, "{}")) + "]";
    for (int i = 0; i < 100; i++) {
      repository.issues().comment(pullRequest, eve, "no. " + i);
    }
    gitHub.faults().always("GET", LIST, Fault.body(full));
    assertUnavailable(() -> comment("red"));

    assertThat(writes()).isZero();
  }

  @Test
  void editsTheOneItCreatedWhenGitHubDoesNotListItYet() {
    gitHub.faults().always("GET", LIST, Fault.body("[]"));
    comment("red");
    comment("green");

    assertThat(bodies()).containsExactly("green\n\n" + LINE);
  }

  @Test
  void commentsAgainWhenItsCommentWasDeleted() {
    comment("red");
    repository.issues().deleteComment(only().id());
    comment("red");

    assertThat(bodies()).hasSize(1);
  }

  @Test
  void correctsAComment() {
    comment("red");
    restart();
    discussions.correctComment(target, pullRequest, MARKER, "green");

    assertThat(bodies()).containsExactly("green\n\n" + LINE);
  }

  @Test
  void correctsNothingWhereNothingWasSaid() {
    discussions.correctComment(target, pullRequest, MARKER, "green");

    assertThat(writes()).isZero();
  }

  @Test
  void createsOneForThoseWhoSayItAtTheSameTime() throws Exception {
    discussions.comment(target, pullRequest, "another", "red");
    gitHub.faults().always("POST", LIST, Fault.delay(Duration.ofMillis(300)));
    atTheSameTime(4, () -> comment("red"));

    assertThat(bodies()).hasSize(2);
  }

  @Test
  void needsNoPermissionForIssues() {
    installation.deny("issues");
    comment("red");

    assertThat(bodies()).hasSize(1);
  }

  @Test
  void saysWhichPermissionIsMissing() {
    installation.deny("pull_requests");
    assertRefused(Refusal.MISSING_PERMISSION, () -> comment("red"));
    installation.grant("pull_requests", "write");
    gitHub
        .faults()
        .always("POST", LIST, Fault.status(403, "Resource not accessible by integration"));
    assertRefused(Refusal.MISSING_PERMISSION, () -> comment("red"));
  }

  @Test
  void isRefusedWhereTheConversationIsLocked() {
    repository.issues().lock(pullRequest);

    assertRefused(Refusal.REJECTED, () -> comment("red"));
  }

  @Test
  void isRefusedWhereThereIsNoSuchPullRequest() {
    assertRefused(Refusal.REJECTED, () -> discussions.comment(target, 99, MARKER, "red"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a--b", "a>b", "a\nb", "ä"})
  void takesNoMarkerThatCannotBeHidden(String marker) {
    assertThatThrownBy(() -> discussions.comment(target, pullRequest, marker, "red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be hidden");
  }

  @Test
  void takesNoMoreCharactersThanGitHub() {
    int most = 65_536 - LINE.length() - 2;
    comment("x".repeat(most));
    assertThat(bodies()).hasSize(1);
    assertThatThrownBy(() -> comment("x".repeat(most + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at most 65536 characters, found 65537");
  }

  private void comment(String markdown) {
    discussions.comment(target, pullRequest, MARKER, markdown);
  }

  private SimulatedComment only() {
    assertThat(repository.issues().comments(pullRequest)).hasSize(1);
    return repository.issues().comments(pullRequest).get(0);
  }

  private List<String> bodies() {
    return repository.issues().comments(pullRequest).stream().map(SimulatedComment::body).toList();
  }

  private String listed(SimulatedComment comment, String body) {
    return """
    [{"id": %d, "body": "%s", "performed_via_github_app": {"id": %d}}]
    """
        .formatted(comment.id(), body, gitHub.app().id());
  }
}
