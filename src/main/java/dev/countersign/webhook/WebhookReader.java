package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.delivery.Delivery;
import dev.countersign.delivery.EventParser;
import dev.countersign.delivery.EventType;
import dev.countersign.delivery.PayloadSummary;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a request is: first whether GitHub signed it, and only then anything else. */
final class WebhookReader {
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,100}");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PAYLOAD = "payload=";

  private final WebhookSignature signature;
  private final EventParser parser;

  WebhookReader(WebhookSignature signature, EventParser parser) {
    this.signature = signature;
    this.parser = parser;
  }

  /** The id of a delivery as it is kept, where the header is one. */
  static Optional<String> guid(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(text -> GUID.matcher(text).matches())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  Reading read(WebhookRequest request) {
    if (!signature.verify(request.signature(), request.body())) {
      return refused(401, "The signature in X-Hub-Signature-256 is missing or not of this body.");
    }
    String mediaType = mediaType(request.contentType());
    if (!mediaType.equals(JSON) && !mediaType.equals(FORM)) {
      return refused(415, "Expected the content type " + JSON + " or " + FORM + ".");
    }
    String event = request.event();
    if (event == null || !EVENT.matcher(event).matches()) {
      return refused(400, "Expected the name of an event in X-GitHub-Event.");
    }
    Optional<String> guid = guid(request.guid());
    if (guid.isEmpty()) {
      return refused(400, "Expected a GUID in X-GitHub-Delivery.");
    }
    Optional<byte[]> payload =
        mediaType.equals(JSON) ? Optional.of(request.body()) : formPayload(request.body());
    if (payload.isEmpty()) {
      return refused(400, "Expected one form field, payload.");
    }
    return read(event, guid.get(), payload.get(), request);
  }

  private Reading read(String event, String guid, byte[] payload, WebhookRequest request) {
    PayloadSummary summary;
    try {
      summary = parser.summarize(event, payload);
    } catch (IOException e) {
      return refused(400, "Expected one JSON object as the payload.");
    }
    if (event.equals("ping")) {
      return new Reading.Ping();
    }
    if (EventType.named(event).isEmpty()) {
      return new Reading.Unused(event);
    }
    return new Reading.Event(new Delivery(guid, event, summary, payload, request.receivedAt()));
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return mediaType.strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<byte[]> formPayload(byte[] body) {
    String form = new String(body, ISO_8859_1);
    if (!form.startsWith(PAYLOAD) || form.indexOf('&') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          URLDecoder.decode(form.substring(PAYLOAD.length()), UTF_8).getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Reading refused(int status, String sentence) {
    return new Reading.Refused(status, sentence);
  }
}
