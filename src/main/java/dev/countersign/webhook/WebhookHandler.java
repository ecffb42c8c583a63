package dev.countersign.webhook;

import dev.countersign.delivery.Acceptance;
import dev.countersign.delivery.Delivery;
import dev.countersign.delivery.DeliveryStore;
import dev.countersign.delivery.EventParser;
import dev.countersign.delivery.EventType;
import dev.countersign.webhook.WebhookWatch.Outcome;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * {@code POST /webhook}: answers 202 when a delivery is on the disk. On the request's thread it is
 * verified and read, and nothing more. A delivery that cannot be kept is a {@link
 * dev.countersign.delivery.DeliveryStoreException}.
 */
public final class WebhookHandler implements Handler {
  /** The largest payload that GitHub sends, in bytes. */
  static final int MAX_BODY = 25 * 1024 * 1024;

  /** Nearly all are smaller; in bytes. */
  static final int USUAL_BODY = 64 * 1024;

  /** Bytes for two bodies of the greatest size, or for many that are larger than usual. */
  private static final int LARGE_BODIES = 52 * 1024 * 1024;

  private static final String GUID = "X-GitHub-Delivery";

  private static final Logger log = LoggerFactory.getLogger(WebhookHandler.class);

  private final WebhookReader reader;
  private final DeliveryStore store;
  private final InstantSource clock;
  private final WebhookWatch watch;
  private final BodyRoom room = new BodyRoom(USUAL_BODY, MAX_BODY, LARGE_BODIES);

  public WebhookHandler(
      WebhookSignature signature,
      EventParser parser,
      DeliveryStore store,
      InstantSource clock,
      WebhookWatch watch) {
    this.reader = new WebhookReader(signature, parser);
    this.store = store;
    this.clock = clock;
    this.watch = watch;
  }

  @Override
  public void handle(Context context) throws IOException {
    WebhookReader.guid(context.header(GUID)).ifPresent(guid -> MDC.put("delivery", guid));
    try {
      handle(context, clock.instant());
    } finally {
      MDC.remove("delivery");
    }
  }

  private void handle(Context context, Instant arrivedAt) throws IOException {
    Reading reading;
    try (BodyRoom.Place place = room.place()) {
      reading = read(context, arrivedAt, place);
    }
    if (reading instanceof Reading.Event event) {
      accept(context, event.delivery());
    } else if (reading instanceof Reading.Ping) {
      tell(Optional.empty(), Outcome.PING, arrivedAt);
      log.info("GitHub's ping arrived");
      answer(context, 200, "Countersign is listening.");
    } else if (reading instanceof Reading.Unused unused) {
      tell(Optional.empty(), Outcome.UNUSED, arrivedAt);
      log.debug("no use for the event {}", unused.event());
      answer(context, 202, "Countersign has no use for the event " + unused.event() + ".");
    } else if (reading instanceof Reading.Refused refused) {
      tell(Optional.empty(), Outcome.REFUSED, arrivedAt);
      log.warn("refused a request with {}: {}", refused.status(), refused.sentence());
      answer(context, refused.status(), refused.sentence());
    } else if (reading instanceof Reading.NoRoom) {
      tell(Optional.empty(), Outcome.NOT_KEPT, arrivedAt);
      log.warn("no room for a large body: too many arrive at once");
      answer(context, 503, "Too many large deliveries arrive at once; deliver it again later.");
    }
  }

  private Reading read(Context context, Instant arrivedAt, BodyRoom.Place place)
      throws IOException {
    int announced = context.contentLength();
    if (announced > MAX_BODY) {
      return tooLarge();
    }
    Optional<byte[]> body = place.read(context.bodyInputStream(), announced);
    if (body.isEmpty()) {
      return new Reading.NoRoom();
    }
    if (body.get().length > MAX_BODY) {
      return tooLarge();
    }
    return reader.read(
        new WebhookRequest(
            context.header("X-Hub-Signature-256"),
            context.header("Content-Type"),
            context.header("X-GitHub-Event"),
            context.header(GUID),
            body.get(),
            arrivedAt));
  }

  private static Reading tooLarge() {
    return new Reading.Refused(413, "Expected a body of at most " + MAX_BODY + " bytes.");
  }

  private void accept(Context context, Delivery delivery) {
    context.future(
        () ->
            store
                .accept(delivery)
                .whenComplete((how, failure) -> note(delivery, how, failure))
                .thenAccept(how -> answerAccepted(context, how)));
  }

  private void note(
      Delivery delivery, @Nullable Acceptance acceptance, @Nullable Throwable failure) {
    tell(delivery, acceptance);
    if (failure != null) {
      inContext(delivery, () -> log.error("could not be kept: {}", failure.getMessage()));
    } else if (log.isDebugEnabled()) {
      inContext(
          delivery,
          () ->
              log.debug(
                  "accepted as {} {}", acceptance, delivery.summary().ignoredBecause().orElse("")));
    }
  }

  /**
   * Tells of a delivery.
   *
   * @param acceptance null where it could not be kept
   */
  private void tell(Delivery delivery, @Nullable Acceptance acceptance) {
    Outcome outcome =
        acceptance == null
            ? Outcome.NOT_KEPT
            : switch (acceptance) {
              case NEW, IGNORED -> Outcome.ACCEPTED;
              case DUPLICATE -> Outcome.DUPLICATE;
            };
    tell(EventType.named(delivery.event()), outcome, delivery.receivedAt());
  }

  private void tell(Optional<EventType> event, Outcome outcome, Instant arrivedAt) {
    Instant now = clock.instant();
    watch.answered(
        event, outcome, now.isAfter(arrivedAt) ? Duration.between(arrivedAt, now) : Duration.ZERO);
  }

  private static void answerAccepted(Context context, Acceptance acceptance) {
    answer(
        context,
        202,
        switch (acceptance) {
          case NEW -> "The delivery is accepted.";
          case IGNORED -> "The delivery is accepted, and calls for nothing.";
          case DUPLICATE -> "The delivery was accepted before.";
        });
  }

  private static void inContext(Delivery delivery, Runnable logging) {
    MDC.put("delivery", delivery.guid());
    MDC.put("event", delivery.event());
    delivery.summary().installationId().ifPresent(id -> MDC.put("installation", id.toString()));
    delivery.summary().repository().ifPresent(name -> MDC.put("repository", name));
    try {
      logging.run();
    } finally {
      MDC.clear();
    }
  }

  private static void answer(Context context, int status, String sentence) {
    context.status(status).result(sentence);
  }
}
