package dev.countersign.web;

import dev.countersign.port.GitHubRefusedException;
import dev.countersign.port.RepositoryTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * Which repositories everybody may read, as GitHub said within the last minute. However many people
 * ask at once, GitHub is asked once for each repository and minute, also where it fails.
 */
final class PublicRepositories {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Predicate<RepositoryTarget> isPublic;
  private final InstantSource clock;
  private final Map<Long, Asked> answers;

  PublicRepositories(Predicate<RepositoryTarget> isPublic, InstantSource clock, int capacity) {
    this.isPublic = isPublic;
    this.clock = clock;
    this.answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Asked> eldest) {
            return size() > capacity;
          }
        };
  }

  /**
   * Whether everybody may read the repository.
   *
   * @throws dev.countersign.port.GitHubUnavailableException if GitHub could not be asked
   */
  boolean contains(RepositoryTarget target) {
    CompletableFuture<Boolean> own = new CompletableFuture<>();
    CompletableFuture<Boolean> answer = lastOr(target.repositoryId(), own);
    if (answer == own) {
      ask(target, own);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The answer that is remembered or awaited; else {@code next} will be it. */
  private synchronized CompletableFuture<Boolean> lastOr(
      long repositoryId, CompletableFuture<Boolean> next) {
    Instant now = clock.instant();
    Asked last = answers.get(repositoryId);
    if (last != null && now.isBefore(last.at().plus(REMEMBERED))) {
      return last.answer();
    }
    answers.put(repositoryId, new Asked(now, next));
    return next;
  }

  private void ask(RepositoryTarget target, CompletableFuture<Boolean> answer) {
    try {
      answer.complete(isPublic.test(target));
    } catch (GitHubRefusedException e) {
      answer.complete(false); // who may not look cannot know
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private record Asked(Instant at, CompletableFuture<Boolean> answer) {}
}
