package dev.countersign.trust;

import dev.sigstore.tuf.Fetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TUF repository over HTTP, for one thread at a time. Each file is had within a time and a size,
 * or not at all.
 *
 * <p>sigstore-java's own fetcher limits the pause between two bytes but not the whole, and keeps
 * the connection of every answer that is no success: after twenty of them it waits for one for
 * ever.
 */
final class HttpMirror implements Fetcher {
  /** More than any file needs, whatever length signed metadata announce. */
  private static final int LARGEST_FILE = 8 << 20;

  private final URI url;
  private final Duration patience;
  private @Nullable HttpClient client;

  /**
   * @param url base URL, without a slash at its end
   * @param patience how long one file may take from the request to its last byte
   */
  HttpMirror(URI url, Duration patience) {
    this.url = url;
    this.patience = patience;
  }

  @Override
  public String getSource() {
    return url.toString();
  }

  /** A file, or null if the repository says that it has none of this path. */
  @Override
  public byte @Nullable [] fetchResource(String path, int maxLength) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/" + path))
            .header("User-Agent", "countersign")
            .build();
    Body body = new Body(Math.min(maxLength, LARGEST_FILE));
    CompletableFuture<HttpResponse<Void>> answer =
        client().sendAsync(request, head -> body.subscriber(head.statusCode()));
    int status = wait(answer, path).statusCode();
    return switch (status) {
      case 200 -> body.bytes();
      case 404 -> null;
      default -> throw new IOException("%s/%s answered %d".formatted(url, path, status));
    };
  }

  /** Made when it is needed: a command that has a fresh root needs none. */
  private HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(patience)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      client = made;
    }
    return made;
  }

  private HttpResponse<Void> wait(CompletableFuture<HttpResponse<Void>> answer, String path)
      throws IOException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "%s/%s took longer than %d s".formatted(url, path, patience.toSeconds()), e);
    } catch (ExecutionException e) {
      throw new IOException("%s/%s could not be read".formatted(url, path), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("told to stop");
    } finally {
      answer.cancel(true); // ends the exchange if it still runs
    }
  }

  /** The body of a success, as far as it may go. */
  private static final class Body implements Consumer<Optional<byte[]>> {
    private final int most;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Body(int most) {
      this.most = most;
    }

    BodySubscriber<Void> subscriber(int status) {
      return status == 200
          ? BodySubscribers.ofByteArrayConsumer(this)
          : BodySubscribers.replacing(null);
    }

    @Override
    public void accept(Optional<byte[]> some) {
      byte[] bytes = some.orElse(new byte[0]);
      if (bytes.length > most - content.size()) {
        throw new IllegalStateException("the file is larger than " + most + " bytes");
      }
      content.writeBytes(bytes);
    }

    byte[] bytes() {
      return content.toByteArray();
    }
  }
}
