package dev.countersign.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.report.ReleasePage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Pages as bytes: gzipped JSON. */
final class PageBytes {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private PageBytes() {}

  /** The page, without its signed lists if it would have more than {@code limit} bytes. */
  static byte[] of(ReleasePage page, int limit) {
    byte[] whole = write(page);
    return whole.length <= limit ? whole : write(page.withoutLists());
  }

  /** The page; empty if it was written in a form of another version of Countersign. */
  static Optional<ReleasePage> read(byte[] bytes) {
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(JSON.readValue(json, ReleasePage.class));
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] write(ReleasePage page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      JSON.writeValue(gzip, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
