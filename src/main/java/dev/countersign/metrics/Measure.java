package dev.countersign.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that Countersign itself measures. A tag's values are few, whoever sends what. */
enum Measure {
  DELIVERIES(
      "countersign.deliveries",
      Meter.Type.COUNTER,
      null,
      "Requests to the webhook. `event` is one that Countersign acts on, else `other`; `outcome` is"
          + " `accepted`, `duplicate`, `ping`, `unused`, `refused` (an answer from 400 to 415; its"
          + " event is not believed) or `not_kept` (503).",
      "event",
      "outcome"),
  ACKNOWLEDGEMENT(
      "countersign.acknowledgement",
      Meter.Type.TIMER,
      "seconds",
      "From the arrival of a delivery to the answer that it is kept, or is not. GitHub waits for ten"
          + " seconds."),
  HANDLED(
      "countersign.deliveries.handled",
      Meter.Type.COUNTER,
      null,
      "Tries at handling a kept delivery. `outcome` is `handled`, `ignored` (it calls for nothing,"
          + " most of them without a try), `unreadable` or `failed` (it is tried again).",
      "event",
      "outcome"),
  QUEUE_DEPTH(
      "countersign.queue.depth",
      Meter.Type.GAUGE,
      null,
      "What is due and not begun. `queue` is `deliveries` or `jobs`.",
      "queue"),
  QUEUE_AGE(
      "countersign.queue.age",
      Meter.Type.GAUGE,
      "seconds",
      "For how long the oldest of these has been due; 0 where nothing is.",
      "queue"),
  JOB_DURATION(
      "countersign.job.duration",
      Meter.Type.TIMER,
      "seconds",
      "Executions of jobs. `kind` is `release`, `change` (a pull request or merge group) or `survey`"
          + " (all releases of a repository); `ending` is `closed`, `waiting`, or what is in the way:"
          + " `unavailable` (GitHub), `undecided` (the trusted root or the log), `too_large`,"
          + " `refused` (by GitHub), `faulted` (by Countersign).",
      "kind",
      "ending"),
  JOB_ATTEMPTS(
      "countersign.job.attempts",
      Meter.Type.DISTRIBUTION_SUMMARY,
      null,
      "How many executions a job took until it was closed, since it was woken last.",
      "kind"),
  VERIFICATIONS(
      "countersign.verifications",
      Meter.Type.COUNTER,
      null,
      "Published conclusions. `reason` is the first reason code against the verdict, `VERIFIED`, or"
          + " where there is no verdict `NO_MATERIALS`, `WORKFLOW_FAILED`, `CONFIGURATION`,"
          + " `UNJUDGED` (a change removes lists, or brings some of no known release),"
          + " `UNAVAILABLE`, `TOO_LARGE`, `REFUSED` or `FAULT`.",
      "kind",
      "conclusion",
      "reason"),
  GITHUB_REQUESTS(
      "countersign.github.requests",
      Meter.Type.TIMER,
      "seconds",
      "Requests to GitHub, until the answer began. `route` is the address as GitHub's documentation"
          + " writes it, `/repos/{owner}/{repo}/check-runs`; `status` is that of the answer, or"
          + " `failed` where none came.",
      "method",
      "route",
      "status"),
  RATE_LIMIT(
      "countersign.github.rate.limit",
      Meter.Type.GAUGE,
      null,
      "How many requests in an hour GitHub allows. `installation` is an installation's number, or"
          + " `app`; `resource` is `core`, `graphql` or `other`. Shown of the 200 heard of last, while"
          + " their hour runs.",
      "installation",
      "resource"),
  RATE_LIMIT_REMAINING(
      "countersign.github.rate.limit.remaining",
      Meter.Type.GAUGE,
      null,
      "How many of them were left at the last answer.",
      "installation",
      "resource"),
  GITHUB_LIMITED(
      "countersign.github.limited",
      Meter.Type.COUNTER,
      null,
      "Answers of GitHub that there were too many requests. `limit` is `primary` (none left in this"
          + " hour) or `secondary` (too many at once).",
      "limit"),
  CLOCK_DRIFT(
      "countersign.github.clock.drift",
      Meter.Type.GAUGE,
      "seconds",
      "By how much this machine's clock is ahead of GitHub's, to within a few seconds; negative where"
          + " it is behind, `NaN` before GitHub told the time."),
  TRUSTED_ROOT_AGE(
      "countersign.trusted.root.age",
      Meter.Type.GAUGE,
      "seconds",
      "Since TUF last confirmed the trusted root; `NaN` while there is none, and always with"
          + " `SIGSTORE_TRUSTED_ROOT`.");

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String meaning;
  private final String tags;

  Measure(
      String meterName, Meter.Type type, @Nullable String unit, String meaning, String... tags) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
    this.tags = String.join(" ", tags);
  }

  /** As Micrometer names it. */
  String meterName() {
    return meterName;
  }

  Meter.Type type() {
    return type;
  }

  @Nullable String unit() {
    return unit;
  }

  /** One or more sentences of Markdown. */
  String meaning() {
    return meaning;
  }

  List<String> tags() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
  }
}
