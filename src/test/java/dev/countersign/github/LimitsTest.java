package dev.countersign.github;

import static dev.countersign.github.StubbedGitHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.GitHubUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever meets a limit of GitHub's keeps all others from asking while it lasts. */
class LimitsTest {
  private static final Request REST = request("https://api.github.example/repos/octo/demo");
  private static final Request GRAPHQL = request("https://api.github.example/graphql");
  private static final Instant END = NOW.plusSeconds(90);

  private final List<String> sent = new ArrayList<>();
  private Instant now = NOW;
  private final Limits limits = new Limits(() -> now);

  @Test
  @Tag("threat-29")
  void lastForEveryRequestOfTheInstallation() {
    meet(REST, "21", END);

    now = END.minusMillis(1);
    assertThatThrownBy(() -> send(REST, "21"))
        .isInstanceOfSatisfying(
            GitHubUnavailableException.class, e -> assertThat(e.retryAt()).contains(END))
        .hasMessageContaining("its limit of the requests of 21 lasts until " + END);
    assertThat(sent).isEmpty();

    now = END;
    send(REST, "21");
    assertThat(sent).containsExactly("21");
  }

  @Test
  void areTheInstallationsOwn() {
    meet(REST, "21", END);

    send(REST, "22");

    assertThat(sent).containsExactly("22");
  }

  @Test
  void areCountedForGraphQlByItself() {
    meet(GRAPHQL, "21", END);
    send(REST, "21");

    assertThatThrownBy(() -> send(GRAPHQL, "21")).isInstanceOf(GitHubUnavailableException.class);
    assertThat(sent).containsExactly("21");
  }

  @Test
  void areNoneWhereGitHubIsOnlyDown() {
    assertThatThrownBy(() -> fail(REST, new GitHubUnavailableException("reset", null, null)))
        .isInstanceOf(GitHubUnavailableException.class);

    send(REST, "21");

    assertThat(sent).containsExactly("21");
  }

  @Test
  void areForgottenWhereTheClockWasPutBack() {
    meet(REST, "21", END);
    now = NOW.minus(Duration.ofDays(1));

    send(REST, "21");

    assertThat(sent).containsExactly("21");
  }

  private void send(Request request, String holder) {
    limits.observe(request, holder, () -> sent.add(holder));
  }

  private void meet(Request request, String holder, Instant end) {
    assertThatThrownBy(
            () ->
                limits.observe(
                    request,
                    holder,
                    () -> {
                      throw new GitHubUnavailableException("slow down", end, null);
                    }))
        .hasMessage("slow down");
  }

  private void fail(Request request, GitHubUnavailableException fault) {
    limits.observe(
        request,
        "21",
        () -> {
          throw fault;
        });
  }

  private static Request request(String url) {
    return new Request.Builder().url(url).build();
  }
}
