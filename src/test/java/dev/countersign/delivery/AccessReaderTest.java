package dev.countersign.delivery;

import static dev.countersign.delivery.Events.TARGET;
import static dev.countersign.delivery.Events.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.delivery.WebhookEvent.Ignored;
import dev.countersign.delivery.WebhookEvent.RepositoriesGained;
import dev.countersign.delivery.WebhookEvent.RepositoriesLost;
import dev.countersign.delivery.WebhookEvent.RepositoryChanged;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReaderTest {
  private static final String ONE = "{\"id\": 1, \"full_name\": \"octo/one\"}";
  private static final String TWO = "{\"id\": 2, \"full_name\": \"octo/two\"}";
  private static final RepositoryTarget ONE_OF_7 =
      new RepositoryTarget(7, 1, new RepositoryName("octo", "one"));
  private static final RepositoryTarget TWO_OF_7 =
      new RepositoryTarget(7, 2, new RepositoryName("octo", "two"));

  @ParameterizedTest
  @ValueSource(strings = {"created", "unsuspend", "new_permissions_accepted"})
  void gainsTheRepositoriesOfAnInstallation(String action) throws Exception {
    assertThat(
            parse(
                "installation",
                "{\"action\": \"%s\", \"repositories\": [%s, %s]}".formatted(action, ONE, TWO)))
        .isEqualTo(new RepositoriesGained(7, List.of(ONE_OF_7, TWO_OF_7)));
    assertThat(parse("installation", "{\"action\": \"%s\"}".formatted(action)))
        .isEqualTo(new RepositoriesGained(7, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "suspend"})
  void losesAllRepositoriesOfAnInstallation(String action) throws Exception {
    assertThat(
            parse(
                "installation",
                "{\"action\": \"%s\", \"repositories\": [%s]}".formatted(action, ONE)))
        .isEqualTo(new RepositoriesLost(7, Optional.empty()));
  }

  @Test
  void gainsTheRepositoriesThatWereAdded() throws Exception {
    assertThat(parse("installation_repositories", bothLists("added")))
        .isEqualTo(new RepositoriesGained(7, List.of(ONE_OF_7)));
  }

  @Test
  void losesTheRepositoriesThatWereRemoved() throws Exception {
    assertThat(parse("installation_repositories", bothLists("removed")))
        .isEqualTo(new RepositoriesLost(7, Optional.of(Set.of(2L))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "renamed",
        "transferred",
        "privatized",
        "publicized",
        "archived",
        "unarchived",
        "edited"
      })
  void readsThatARepositoryChanged(String action) throws Exception {
    assertThat(parse("repository", "{\"action\": \"" + action + "\"}"))
        .isEqualTo(new RepositoryChanged(TARGET));
  }

  @Test
  void losesARepositoryThatWasDeleted() throws Exception {
    assertThat(parse("repository", "{\"action\": \"deleted\"}"))
        .isEqualTo(new RepositoriesLost(7, Optional.of(Set.of(42L))));
  }

  @Test
  void ignoresARepositoryThatWasCreated() throws Exception {
    assertThat(parse("repository", "{\"action\": \"created\"}"))
        .isEqualTo(new Ignored("the repository was created"));
  }

  private static String bothLists(String action) {
    return "{\"action\": \"%s\", \"repositories_added\": [%s], \"repositories_removed\": [%s]}"
        .formatted(action, ONE, TWO);
  }
}
