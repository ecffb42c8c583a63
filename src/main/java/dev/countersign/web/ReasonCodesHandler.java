package dev.countersign.web;

import dev.countersign.verification.ReasonCode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.Map;

/** {@code GET /reason-codes}: what each reason code means, the target of the findings' links. */
public final class ReasonCodesHandler implements Handler {
  /** The route. */
  public static final String PATH = "/reason-codes";

  private final Pages pages = new Pages();
  private final byte[] page =
      pages.text(
          "reasonCodes.jte",
          Map.of(
              "codes",
              Arrays.stream(ReasonCode.values())
                  .filter(code -> code != ReasonCode.VERIFIED)
                  .toList()));

  @Override
  public void handle(Context context) {
    pages.send(context, 200, page);
  }
}
