package dev.countersign.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * github-api's way to GitHub: through the same transport as every other request. The library's own
 * OkHttp connector hands out unread bodies, and the library sends a POST again, after a sleep, when
 * reading one fails.
 */
final class TransportConnector implements GitHubConnector {
  /** Left to OkHttp, which then also decodes the answer. */
  private static final Set<String> NOT_COPIED = Set.of("accept-encoding", "content-type");

  private final Transport transport;
  private final Credentials credentials;

  TransportConnector(Transport transport, Credentials credentials) {
    this.transport = transport;
    this.credentials = credentials;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    Request.Builder builder = new Request.Builder().url(request.url());
    for (Map.Entry<String, List<String>> header : request.allHeaders().entrySet()) {
      if (!NOT_COPIED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        builder.header(header.getKey(), String.join(", ", header.getValue()));
      }
    }
    builder.method(request.method(), request.hasBody() ? body(request) : null);
    return new BufferedResponse(request, transport.json(builder.build(), credentials));
  }

  private static RequestBody body(GitHubConnectorRequest request) throws IOException {
    try (InputStream in = request.body()) {
      return Transport.body(in.readAllBytes());
    }
  }

  private static final class BufferedResponse extends GitHubConnectorResponse.ByteArrayResponse {
    private final byte[] body;

    BufferedResponse(GitHubConnectorRequest request, Answer answer) {
      super(request, answer.status(), withoutETag(answer.headers()));
      this.body = answer.body();
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body);
    }

    /** github-api asks a second time when a 404 has an entity tag, in doubt of a cache. */
    private static Map<String, List<String>> withoutETag(Headers headers) {
      return headers.newBuilder().removeAll("ETag").build().toMultimap();
    }
  }
}
