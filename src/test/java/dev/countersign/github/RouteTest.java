package dev.countersign.github;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of addresses, behind any root. */
class RouteTest {
  @ParameterizedTest
  @CsvSource({
    "app, /app",
    "app/installations/21/access_tokens, /app/installations/{installation_id}/access_tokens",
    "graphql, /graphql",
    "repositories/42, /repositories/{repository_id}",
    "repositories/42/commits/abc/check-runs?page=2, /repos/{owner}/{repo}/commits/{ref}/check-runs",
    "repos/o/r/check-runs/7, /repos/{owner}/{repo}/check-runs/{check_run_id}",
    "repos/o/r/check-runs/7/annotations?page=2,"
        + " /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
    "repos/o/r/issues/comments/5, /repos/{owner}/{repo}/issues/comments/{comment_id}",
    "repos/o/r/issues/5/comments, /repos/{owner}/{repo}/issues/{issue_number}/comments",
    "repos/o/r/releases/tags/v1, /repos/{owner}/{repo}/releases/tags/{tag}",
    "repos/o/r/releases/tags/a/b/c, /repos/{owner}/{repo}/releases/tags/{tag}",
    "repos/o/r/contents/d/e/f.txt?ref=abc, /repos/{owner}/{repo}/contents/{path}",
    "repos/o/r/compare/main...release/1.0, /repos/{owner}/{repo}/compare/{basehead}"
  })
  void haveNoNames(String address, String template) {
    assertThat(of("https://api.github.com", address)).isEqualTo(template);
    assertThat(of("https://github.example/api/v3", address)).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user", "repos/o/r", "repos/o/r/secret", "repos/o/r/git/blobs/a/b"})
  void areOtherWhereNobodyKnowsThem(String address) {
    assertThat(of("https://api.github.com", address)).isEqualTo("other");
  }

  @Test
  void knowTheGraphQlApiBesideTheRestApi() {
    assertThat(
            Route.of(
                HttpUrl.get("https://github.example/api/v3"),
                HttpUrl.get("https://github.example/api/graphql")))
        .isEqualTo("/graphql");
  }

  private static String of(String root, String address) {
    return Route.of(HttpUrl.get(root), HttpUrl.get(root + "/" + address));
  }
}
