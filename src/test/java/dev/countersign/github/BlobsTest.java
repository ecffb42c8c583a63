package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.countersign.github.StubbedGitHub.GRAPHQL;
import static dev.countersign.github.StubbedGitHub.REPOSITORY;
import static dev.countersign.github.StubbedGitHub.TARGET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several blobs at once. */
class BlobsTest {
  private static final byte[] ONE = "one ü\n".getBytes(UTF_8);
  private static final byte[] TWO = "two\n".getBytes(UTF_8);
  private static final String ID_1 = FakeMaterialSource.blobId(ONE);
  private static final String ID_2 = FakeMaterialSource.blobId(TWO);

  private final StubbedGitHub gitHub = new StubbedGitHub();
  private final MaterialSource source = gitHub.source();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void readsThemInOneRequestAndKeepsThem() {
    show(text("one ü\\n", 7), text("two\\n", 4));

    assertThat(read(7, 4)).containsExactly(Map.entry(ID_1, ONE), Map.entry(ID_2, TWO));
    assertThat(source.blob(TARGET, ID_1, 7)).isEqualTo(ONE);
    assertThat(read(7, 4)).hasSize(2);

    gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(GRAPHQL)));
    gitHub.server.verify(
        postRequestedFor(urlPathEqualTo(GRAPHQL))
            .withRequestBody(matchingJsonPath("$.variables.b0", equalTo(ID_1)))
            .withRequestBody(matchingJsonPath("$.variables.b1", equalTo(ID_2))));
    assertThat(gitHub.requests()).noneMatch(request -> request.startsWith("GET"));
  }

  @Test
  void readsNoMoreThanTheLimitOfWhatItKeepsEither() {
    show(text("one ü\\n", 7), text("two\\n", 4));
    assertThatThrownBy(() -> read(6, 4)).isInstanceOf(ContentLimitException.class);
    read(7, 4);
    assertThatThrownBy(() -> read(7, 3)).isInstanceOf(ContentLimitException.class);
    assertThatThrownBy(() -> source.blob(TARGET, ID_2, 3))
        .isInstanceOf(ContentLimitException.class);
  }

  @Test
  void readsNoMoreThanTheLimitWhateverGitHubSaysOfTheSize() {
    show(text("one ü\\n", 1), text("two\\n", 1));
    assertThatThrownBy(() -> read(7, 3)).isInstanceOf(ContentLimitException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__typename\": \"Blob\", \"byteSize\": 7, \"isBinary\": true, \"isTruncated\": false,"
            + " \"text\": null}",
        "{\"__typename\": \"Blob\", \"byteSize\": 7, \"isBinary\": null, \"isTruncated\": false,"
            + " \"text\": \"one\"}",
        "{\"__typename\": \"Blob\", \"byteSize\": 7, \"isBinary\": false, \"isTruncated\": true,"
            + " \"text\": \"one\"}",
        // Bytes that are no UTF-8 come as something else.
        "{\"__typename\": \"Blob\", \"byteSize\": 7, \"isBinary\": false, \"isTruncated\": false,"
            + " \"text\": \"one \\ufffd\\n\"}"
      })
  void readsOverRestWhatDoesNotComeAsItIs(String blob) {
    show(blob, text("two\\n", 4));
    gitHub.answer(REPOSITORY + "/git/blobs/" + ID_1, aResponse().withBody(ONE));

    assertThat(read(7, 4)).containsExactly(Map.entry(ID_1, ONE), Map.entry(ID_2, TWO));
    assertThat(gitHub.count(REPOSITORY + "/git/blobs/" + ID_1)).isEqualTo(1);
    assertThat(gitHub.count(REPOSITORY + "/git/blobs/" + ID_2)).isZero();
  }

  @Test
  void takesNoOtherContentThanThatOfTheId() {
    show(text("two\\n", 4), text("two\\n", 4));
    gitHub.answer(REPOSITORY + "/git/blobs/" + ID_1, aResponse().withBody(TWO));
    assertThatThrownBy(() -> read(7, 4))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("expected the content of blob " + ID_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"__typename\": \"Tree\"}", "{}"})
  void isUnavailableWhereThereIsNoBlob(String blob) {
    show(blob, text("two\\n", 4));
    assertThatThrownBy(() -> read(7, 4)).isInstanceOf(GitHubUnavailableException.class);
  }

  @Test
  void keepsContentsForTheirRepositoryOnly() {
    ContentCache cache = new ContentCache(100);
    cache.put(1, ID_1, ONE);
    assertThat(cache.find(1, ID_1)).contains(ONE);
    assertThat(cache.find(2, ID_1)).isEmpty();
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    ContentCache cache = new ContentCache(8);
    cache.put(1, "a", new byte[4]);
    cache.put(1, "b", new byte[4]);
    assertThat(cache.find(1, "a")).isPresent();
    cache.put(1, "c", new byte[3]);
    assertThat(cache.find(1, "a")).isPresent();
    assertThat(cache.find(1, "b")).isEmpty();
    assertThat(cache.find(1, "c")).isPresent();
  }

  @Test
  void keepsNoLargeContents() {
    ContentCache cache = new ContentCache(1 << 20);
    cache.put(1, "a", new byte[64 * 1024]);
    cache.put(1, "b", new byte[64 * 1024 + 1]);
    assertThat(cache.find(1, "a")).isPresent();
    assertThat(cache.find(1, "b")).isEmpty();
  }

  @Test
  void handsOutCopiesOfWhatItKeeps() {
    show(text("one ü\\n", 7), text("two\\n", 4));
    byte[] mine = Objects.requireNonNull(read(7, 4).get(ID_1));
    mine[0] = 'X';
    source.blob(TARGET, ID_1, 7)[0] = 'X';
    assertThat(source.blob(TARGET, ID_1, 7)).isEqualTo(ONE);
  }

  /** In the order of the two ids. */
  private Map<String, byte[]> read(long first, long second) {
    Map<String, Long> limits = new LinkedHashMap<>();
    limits.put(ID_1, first);
    limits.put(ID_2, second);
    Map<String, byte[]> read = source.blobs(TARGET, limits);
    Map<String, byte[]> ordered = new LinkedHashMap<>();
    limits.keySet().forEach(id -> ordered.put(id, read.get(id)));
    return ordered;
  }

  private void show(String... blobs) {
    List<String> fields = new ArrayList<>();
    for (String blob : blobs) {
      fields.add("\"b%d\": %s".formatted(fields.size(), blob));
    }
    gitHub.showGraph(String.join(", ", fields));
  }

  private static String text(String text, int size) {
    return """
        {"__typename": "Blob", "byteSize": %d, "isBinary": false, "isTruncated": false,
         "text": "%s"}"""
        .formatted(size, text);
  }
}
