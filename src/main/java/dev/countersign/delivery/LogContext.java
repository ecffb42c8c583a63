package dev.countersign.delivery;

import dev.countersign.delivery.WebhookEvent.ChangeProposed;
import dev.countersign.delivery.WebhookEvent.CheckRunRerequested;
import dev.countersign.delivery.WebhookEvent.CheckSuiteRerequested;
import dev.countersign.delivery.WebhookEvent.ReleaseChanged;
import dev.countersign.delivery.WebhookEvent.ReleasePublished;
import dev.countersign.delivery.WebhookEvent.TagChanged;
import org.slf4j.MDC;

/** What lines of the log say of an event besides its delivery: under the names that jobs use. */
final class LogContext {
  private static final String SUBJECT = "subject";
  private static final String COMMIT = "commit";

  private LogContext() {}

  /** Adds it to the lines of this thread; whoever ends the delivery clears them. */
  static void put(WebhookEvent event) {
    if (event instanceof ReleasePublished published) {
      MDC.put(SUBJECT, published.tag());
    } else if (event instanceof ReleaseChanged changed) {
      MDC.put(SUBJECT, changed.tag());
    } else if (event instanceof TagChanged changed) {
      MDC.put(SUBJECT, changed.tag());
    } else if (event instanceof ChangeProposed proposed) {
      MDC.put(COMMIT, proposed.head());
    } else if (event instanceof CheckRunRerequested rerequested) {
      MDC.put(COMMIT, rerequested.headSha());
    } else if (event instanceof CheckSuiteRerequested rerequested) {
      MDC.put(COMMIT, rerequested.headSha());
    }
  }
}
