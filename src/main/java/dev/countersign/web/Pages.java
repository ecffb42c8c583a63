package dev.countersign.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import gg.jte.output.WriterOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Every page's templates, style and headers. The templates escape what they are given by the place
 * where it stands; beside that, the browser is told to load and run nothing.
 */
final class Pages {
  private static final String STYLE = "/web/page.css";

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.countersign.web.template");

  private final String style;
  private final String contentSecurityPolicy;

  Pages() {
    try (InputStream resource = Pages.class.getResourceAsStream(STYLE)) {
      byte[] bytes = Objects.requireNonNull(resource, STYLE).readAllBytes();
      style = new String(bytes, StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      contentSecurityPolicy =
          "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
              .formatted(Base64.getEncoder().encodeToString(hash));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A page of one sentence, as it is sent. */
  byte[] message(String title, String sentence) {
    return text("message.jte", Map.of("title", title, "sentence", sentence));
  }

  /** A page that does not change, as it is sent. */
  byte[] text(String template, Map<String, Object> values) {
    StringOutput text = new StringOutput();
    render(template, values, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with a page that was rendered before. */
  void send(Context context, int status, byte[] page) {
    addHeaders(context.status(status)).result(page);
  }

  /** Answers with a page that is rendered while it is sent, since it may be large. */
  void stream(Context context, String template, Map<String, Object> values) throws IOException {
    addHeaders(context.status(200));
    Writer writer = new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8);
    render(template, values, new WriterOutput(writer));
    writer.flush();
  }

  private void render(String template, Map<String, Object> values, TemplateOutput output) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("style", style);
    templates.render(template, all, output);
  }

  /** No copy may outlive the moment in which a repository turns private. */
  private Context addHeaders(Context context) {
    return context
        .contentType("text/html; charset=utf-8")
        .header("Content-Security-Policy", contentSecurityPolicy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
