package dev.countersign.github;

import java.util.Objects;
import java.util.Optional;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The last answers that GitHub gave an entity tag to, as many as 256 small ones: asked again with
 * the tag, it says in a word that nothing changed, which costs nothing of the rate limit. An answer
 * is kept for the credentials that it was given to, and GitHub decides each time whether they may
 * have it.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate">Conditional
 *     requests</a>
 */
final class UnchangedAnswers {
  static final int CAPACITY = 256;
  private static final int LARGEST = 64 * 1024;

  private final BoundedCache<Key, Answer> answers = new BoundedCache<>(CAPACITY);

  /** The last answer to a request. */
  Optional<Answer> find(Request request, Credentials credentials) {
    return request.method().equals("GET")
        ? answers.find(Key.of(request, credentials))
        : Optional.empty();
  }

  void keep(Request request, Credentials credentials, Answer answer) {
    if (request.method().equals("GET")
        && answer.headers().get("ETag") != null
        && !answer.isMissing()
        && answer.body().length <= LARGEST) {
      answers.put(Key.of(request, credentials), answer);
    }
  }

  /** The request, so that what it was answered before need not be sent again. */
  static Request conditional(Request request, Answer before) {
    String tag = before.headers().get("ETag");
    return tag == null ? request : request.newBuilder().header("If-None-Match", tag).build();
  }

  private record Key(Credentials credentials, String url, @Nullable String accept) {
    Key {
      Objects.requireNonNull(credentials, "credentials");
      Objects.requireNonNull(url, "url");
    }

    static Key of(Request request, Credentials credentials) {
      return new Key(credentials, request.url().toString(), request.header("Accept"));
    }
  }
}
