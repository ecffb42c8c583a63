package dev.countersign.delivery;

import static dev.countersign.delivery.Payload.required;

import dev.countersign.delivery.Payload.Check;
import dev.countersign.delivery.Payload.RequestedAction;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.Ignored;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads that somebody asked for checks again; those of other Apps are no concern of ours. */
final class CheckReader {
  /** Identifier of the check run's button. */
  private static final String VERIFY = "verify";

  private final long appId;

  CheckReader(long appId) {
    this.appId = appId;
  }

  WebhookEvent run(Payload payload) {
    String action = String.valueOf(payload.action());
    if (!action.equals("rerequested") && !action.equals("requested_action")) {
      return new Ignored("the check run was " + action + ", not rerequested");
    }
    if (action.equals("requested_action") && !isOurButton(payload.requestedAction())) {
      return new Ignored("the button is none of ours");
    }
    Check run = required(payload.checkRun(), "check_run");
    Optional<Ignored> foreign = foreign(run, "check run");
    if (foreign.isPresent()) {
      return foreign.get();
    }
    String externalId = run.externalId();
    if (externalId == null) {
      return new Ignored("the check run has no id of ours");
    }
    String headSha = required(run.headSha(), "check_run.head_sha");
    return new CheckRunRerequested(payload.target(), headSha, externalId);
  }

  WebhookEvent suite(Payload payload) {
    if (!"rerequested".equals(payload.action())) {
      return new Ignored("the check suite was " + payload.action() + ", not rerequested");
    }
    Check suite = required(payload.checkSuite(), "check_suite");
    Optional<Ignored> foreign = foreign(suite, "check suite");
    if (foreign.isPresent()) {
      return foreign.get();
    }
    String headSha = required(suite.headSha(), "check_suite.head_sha");
    return new CheckSuiteRerequested(payload.target(), headSha);
  }

  private Optional<Ignored> foreign(Check check, String kind) {
    return check
        .appId()
        .filter(maker -> maker != appId)
        .map(
            maker -> new Ignored("the " + kind + " is of the App " + maker + ", ours is " + appId));
  }

  private static boolean isOurButton(@Nullable RequestedAction button) {
    return VERIFY.equals(required(button, "requested_action").identifier());
  }
}
