package dev.countersign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.Readiness.Part;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;

/** {@code GET /readyz}: 200 where every part is as it should be, else 503; a JSON object. */
final class ReadinessHandler implements Handler {
  static final String PATH = "/readyz";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Readiness readiness;

  ReadinessHandler(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public void handle(Context context) {
    Map<String, Part> parts = readiness.parts();
    boolean ready = parts.values().stream().allMatch(Part::ok);
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put("ready", ready);
    parts.forEach(
        (name, part) -> answer.putObject(name).put("ok", part.ok()).put("detail", part.detail()));
    context
        .status(ready ? 200 : 503)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(answer.toString());
  }
}
