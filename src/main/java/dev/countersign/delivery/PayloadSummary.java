package dev.countersign.delivery;

import dev.countersign.verification.RepositoryName;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a payload says, for the log, the table and who handles it: each part absent if unusable.
 *
 * @param action what happened, {@code published}
 * @param installationId numeric id of the installation
 * @param repository {@code OWNER/REPO}
 * @param meaning absent if the payload is not what its event promises, or large
 */
public record PayloadSummary(
    Optional<String> action,
    Optional<Long> installationId,
    Optional<String> repository,
    Optional<WebhookEvent> meaning) {
  private static final Pattern ACTION = Pattern.compile("[a-z_]{1,100}");

  static PayloadSummary of(Payload payload, Optional<WebhookEvent> meaning) {
    return of(
        payload.action(),
        payload.installation() == null ? null : payload.installation().id(),
        payload.repository() == null ? null : payload.repository().fullName(),
        meaning);
  }

  /** Of what the payload says, usable or not. */
  static PayloadSummary of(
      @Nullable String action,
      @Nullable Long installationId,
      @Nullable String repository,
      Optional<WebhookEvent> meaning) {
    return new PayloadSummary(
        Optional.ofNullable(action).filter(text -> ACTION.matcher(text).matches()),
        Optional.ofNullable(installationId),
        Optional.ofNullable(repository).flatMap(PayloadSummary::repositoryName),
        meaning);
  }

  /** Why nothing is to be done about the delivery, where that is so. */
  public Optional<String> ignoredBecause() {
    return meaning
        .filter(WebhookEvent.Ignored.class::isInstance)
        .map(ignored -> ((WebhookEvent.Ignored) ignored).why());
  }

  private static Optional<String> repositoryName(String text) {
    try {
      return Optional.of(RepositoryName.parse(text).fullName());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
