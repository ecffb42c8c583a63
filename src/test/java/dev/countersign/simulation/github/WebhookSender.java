package dev.countersign.simulation.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** GitHub's side of a webhook: posts deliveries to one address. */
public final class WebhookSender {
  /** After which GitHub gives up on a delivery. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI target;
  private final WebhookPayloads payloads;
  private final SimulatedHook hook;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  WebhookSender(URI target, WebhookPayloads payloads, SimulatedHook hook) {
    this.target = target;
    this.payloads = payloads;
    this.hook = hook;
  }

  public Sent releasePublished(SimulatedRepository repository, SimulatedRelease release) {
    return send(payloads.releasePublished(repository, release));
  }

  /** A push that moved a branch from {@code before} to {@code after}. */
  public Sent push(SimulatedRepository repository, String branch, String before, String after) {
    return send(payloads.push(repository, branch, before, after));
  }

  public Sent workflowRun(SimulatedRepository repository, WorkflowRun run) {
    return send(payloads.workflowRun(repository, run));
  }

  public Sent ping() {
    return send(payloads.ping());
  }

  public Sent installationCreated(SimulatedInstallation installation) {
    return send(payloads.installation("created", installation));
  }

  public Sent installationDeleted(SimulatedInstallation installation) {
    return send(payloads.installation("deleted", installation));
  }

  public Sent repositoriesAdded(
      SimulatedInstallation installation, SimulatedRepository... repositories) {
    return send(payloads.installationRepositories("added", installation, repositories));
  }

  public Sent repositoriesRemoved(
      SimulatedInstallation installation, SimulatedRepository... repositories) {
    return send(payloads.installationRepositories("removed", installation, repositories));
  }

  /** With any action: {@code renamed}, {@code archived}, {@code deleted}, … */
  public Sent repository(String action, SimulatedRepository repository) {
    return send(payloads.repository(action, repository));
  }

  /** A tag was made. */
  public Sent tagCreated(SimulatedRepository repository, String tag) {
    return send(payloads.created(repository, "tag", tag));
  }

  /** A tag was deleted. */
  public Sent tagDeleted(SimulatedRepository repository, String tag) {
    return send(payloads.deleted(repository, "tag", tag));
  }

  /** A push that moved a tag from {@code before} to {@code after}. */
  public Sent tagPushed(SimulatedRepository repository, String tag, String before, String after) {
    return send(payloads.pushOfTag(repository, tag, before, after));
  }

  public Sent pullRequestOpened(SimulatedRepository repository, SimulatedPullRequest opened) {
    return send(payloads.pullRequest("opened", repository, opened));
  }

  /** Takes over the commits of its branch, and sends that it did. */
  public Sent pullRequestSynchronized(
      SimulatedRepository repository, SimulatedPullRequest pullRequest) {
    String before = repository.pullRequests().synchronize(pullRequest);
    return send(payloads.pullRequestSynchronized(repository, pullRequest, before));
  }

  public Sent mergeGroup(SimulatedRepository repository, MergeGroup group) {
    return send(payloads.mergeGroup(repository, group));
  }

  /** Presses Re-run on a check run: its conclusion is gone, and GitHub tells of it. */
  public Sent rerun(SimulatedRepository repository, CheckRun run) {
    return send(payloads.checkRunRerequested(repository, repository.rerun(run)));
  }

  /** Presses a button of a check run, which leaves it as it is. */
  public Sent press(SimulatedRepository repository, CheckRun run, String identifier) {
    return send(payloads.checkRunAction(repository, run, identifier));
  }

  public Sent checkSuiteRerequested(SimulatedRepository repository, String headSha) {
    return send(payloads.checkSuiteRerequested(repository, headSha));
  }

  /** Sends a delivery, whether for the first time or again. */
  public Sent send(WebhookDelivery delivery) {
    Sent sent;
    try {
      sent = post(delivery);
    } catch (UncheckedIOException e) {
      hook.miss(delivery);
      throw e;
    }
    hook.note(delivery, false, sent.status());
    return sent;
  }

  /** The request alone. */
  Sent post(WebhookDelivery delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
    delivery.headers().forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Sent(delivery, response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while delivering " + delivery.id(), e);
    }
  }

  /**
   * A delivery and what the receiver answered.
   *
   * @param status of the answer
   * @param answer its body
   */
  public record Sent(WebhookDelivery delivery, int status, String answer) {}
}
