package dev.countersign.rekor;

import dev.countersign.port.TransparencyLog;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A transparency log that speaks Rekor's API, version 1. Each question is one request to this very
 * host: redirects are not followed, and nothing is repeated.
 *
 * @see <a href="https://github.com/sigstore/rekor/blob/main/openapi.yaml">Rekor API,
 *     searchLogQuery</a>
 */
public final class RekorLog implements TransparencyLog {
  /** How long an answer may take, from the request to its last byte. */
  public static final Duration PATIENCE = TimeLimits.DEFAULT.call();

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int OK = 200;

  private final String name;
  private final HttpUrl retrieve;
  private final OkHttpClient client;

  /**
   * Prepares asking; opens no connection.
   *
   * @param url the log's base URL, {@code https://rekor.sigstore.dev}
   * @throws IllegalArgumentException if it is no HTTP URL
   */
  public RekorLog(URI url) {
    this(url, TimeLimits.DEFAULT);
  }

  /** The same with another {@linkplain #PATIENCE patience}. */
  public RekorLog(URI url, Duration patience) {
    this(url, TimeLimits.DEFAULT.withCall(patience));
  }

  RekorLog(URI url, TimeLimits limits) {
    name = url.toString();
    retrieve =
        HttpUrl.get(name).newBuilder().addPathSegments("api/v1/log/entries/retrieve").build();
    client =
        new OkHttpClient.Builder()
            .connectTimeout(limits.connect())
            .readTimeout(limits.read())
            .writeTimeout(limits.read())
            .callTimeout(limits.call())
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .build();
  }

  @Override
  public Optional<MaterialFile> find(LogQuery query) {
    Request request =
        new Request.Builder()
            .url(retrieve)
            .header("Accept", "application/json")
            .post(RequestBody.create(ProposedEntry.search(query), JSON))
            .build();
    try (Response response = client.newCall(request).execute()) {
      // A search that finds nothing succeeds: even 404 is only ever about the address.
      if (response.code() != OK) {
        throw unavailable("answered with status " + response.code(), null);
      }
      return Answer.entry(body(response), query).map(this::file);
    } catch (IOException e) {
      throw unavailable("could not be reached: " + e.getMessage(), e);
    } catch (NoAnswerException e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private MaterialFile file(String json) {
    MaterialFile answer = new MaterialFile(name, json.getBytes(StandardCharsets.UTF_8));
    if (!LogQuery.isAnswer(answer)) {
      throw unavailable("answered with an incomplete entry", null);
    }
    return answer;
  }

  private static byte[] body(Response response) throws IOException, NoAnswerException {
    byte[] body = response.body().byteStream().readNBytes(LARGEST_ANSWER + 1);
    if (body.length > LARGEST_ANSWER) {
      throw new NoAnswerException("answered with more than " + LARGEST_ANSWER + " bytes", null);
    }
    return body;
  }

  private TransparencyLogUnavailableException unavailable(
      String message, @Nullable Throwable cause) {
    return new TransparencyLogUnavailableException(name, message, cause);
  }
}
