package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.github.Fault;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Where a check run's links and its button lead. */
class CheckRunPageTest extends CheckRunScene {
  private static final URI PAGE = URI.create("https://countersign.example/octo/demo/releases/v1");
  private static final URI OTHER = URI.create("https://countersign.example/octo/demo/releases/v2");

  @Test
  void linksToThePageOfItsReport() {
    publish(WAITING.withDetails(PAGE));
    assertThat(only().detailsUrl()).isEqualTo(PAGE.toString());
  }

  @Test
  void linksToAnotherPageWhenItsReportHasOne() {
    publish(GREEN);
    publish(GREEN.withDetails(OTHER));
    publish(GREEN.withDetails(PAGE));

    assertThat(only().detailsUrl()).isEqualTo(PAGE.toString());
    assertThat(requests("PATCH", BY_ID)).isEqualTo(2);
  }

  @Test
  void sendsNothingWhereItLinksToThePageAlready() {
    publish(GREEN.withDetails(PAGE));
    publish(GREEN.withDetails(PAGE));

    assertThat(requests("PATCH", BY_ID)).isZero();
  }

  @Test
  void linksToThePageWhereGitHubNamesNone() {
    publish(GREEN);
    gitHub
        .faults()
        .next(
            1,
            "GET",
            ".*/commits/.*/check-runs",
            Fault.body(
                CheckRunAnswers.page(CheckRunAnswers.run(only().id(), ID, GREEN))
                    .replace("\"id\": 4711", "\"id\": " + gitHub.app().id())));
    publish(GREEN.withDetails(PAGE));

    assertThat(only().detailsUrl()).isEqualTo(PAGE.toString());
  }

  @Test
  void hasAButtonOnceItIsCompleted() {
    publish(WAITING);
    assertThat(only().actions()).isEmpty();

    publish(GREEN);
    assertThat(only().actions()).containsExactly("verify");
  }
}
