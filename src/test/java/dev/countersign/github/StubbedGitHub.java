package dev.countersign.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.RepositoryName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A GitHub of stubs over HTTP: one installation with one repository, and a client of it. */
final class StubbedGitHub implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final long APP_ID = 4711;
  static final String COMMIT = "c".repeat(40);
  static final String TOKENS = "/app/installations/21/access_tokens";
  static final String GRAPHQL = "/graphql";
  static final String REPOSITORY = "/repos/octo/demo";
  static final RepositoryTarget TARGET =
      new RepositoryTarget(21, 42, new RepositoryName("octo", "demo"));

  final WireMockServer server = new WireMockServer(options().dynamicPort());
  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final RecordingWatch watch = new RecordingWatch();

  StubbedGitHub() {
    server.start();
    grantToken("ghs_first", NOW.plus(Duration.ofHours(1)));
    showRepository(42, "octo/demo");
  }

  GitHubApp app() {
    return app(GitHubOptions.defaults());
  }

  /** With waits that are noted down instead of taken. */
  GitHubApp app(GitHubOptions options) {
    return app(server.baseUrl(), options.withPause(pauses::add));
  }

  GitHubApp app(String apiUrl, GitHubOptions options) {
    return new GitHubApp(
        URI.create(apiUrl),
        URI.create("https://github.example/"),
        APP_ID,
        TestKeys.pkcs8(TestKeys.APP),
        now::get,
        options,
        watch);
  }

  MaterialSource source() {
    return app().materialSource();
  }

  void grantToken(String token, Instant expiresAt) {
    server.stubFor(
        post(TOKENS)
            .willReturn(
                json("""
                        {"token": "%s", "expires_at": "%s",
                         "permissions": {"contents": "read", "metadata": "read"},
                         "repository_selection": "selected"}"""
                        .formatted(token, expiresAt))
                    .withStatus(201)));
  }

  void showRepository(long id, String fullName) {
    answer(
        "/repositories/42",
        """
        {"id": %d, "node_id": "R_kg", "name": "%s", "full_name": "%s", "private": false,
         "owner": {"login": "octo", "id": 7, "type": "Organization"},
         "created_at": "2020-01-02T03:04:05Z", "default_branch": "main"}"""
            .formatted(id, fullName.substring(fullName.indexOf('/') + 1), fullName));
  }

  /** What GraphQL says about releases; there is a default branch, too. */
  void showReleases(String fields) {
    showGraph(
        """
        "isArchived": false, "defaultBranchRef": %s, %s"""
            .formatted(reference("refs/heads/", "main", commit(COMMIT)), fields));
  }

  /** A release whose tag points at {@code target}. */
  void showRelease(String tag, String target) {
    showReleases(
        """
        "release": %s, "ref": %s"""
            .formatted(release(tag, 0), reference("refs/tags/", tag, target)));
  }

  /** What GraphQL says about the repository. */
  void showGraph(String fields) {
    showGraph(42, "octo/demo", fields);
  }

  void showGraph(long id, String fullName, String fields) {
    graph(json(graphAnswer(id, fullName, fields)));
  }

  /** Answers every query. */
  void graph(ResponseDefinitionBuilder response) {
    server.stubFor(post(GRAPHQL).willReturn(response));
  }

  static String graphAnswer(long id, String fullName, String fields) {
    return """
        {"data": {"repository": {"databaseId": %d, "nameWithOwner": "%s",
         "owner": {"databaseId": 7}, "createdAt": "2020-01-02T03:04:05Z", "visibility": "PUBLIC",
         %s}}}"""
        .formatted(id, fullName, fields);
  }

  static String graphError(String type, String message) {
    return """
        {"data": {"repository": null},
         "errors": [{"type": "%s", "path": ["repository"], "message": "%s"}]}"""
        .formatted(type, message);
  }

  static String release(String tag, int assets) {
    return """
        {"databaseId": 1, "tagName": "%s", "isDraft": false,
         "publishedAt": "2026-03-01T11:30:00Z", "releaseAssets": {"totalCount": %d}}"""
        .formatted(tag, assets);
  }

  static String reference(String prefix, String name, String target) {
    return """
        {"prefix": "%s", "name": "%s", "target": %s}"""
        .formatted(prefix, name, target);
  }

  static String commit(String id) {
    return "{\"__typename\": \"Commit\", \"oid\": \"%s\"}".formatted(id);
  }

  static String tag(String id, String target) {
    return "{\"__typename\": \"Tag\", \"oid\": \"%s\", \"target\": %s}".formatted(id, target);
  }

  /** The same release over REST. */
  void showRestRelease(String path, String tag) {
    answer(
        REPOSITORY + "/releases/tags/" + path,
        """
        {"id": 1, "tag_name": "%s", "target_commitish": "main", "name": "a release",
         "draft": false, "prerelease": true, "created_at": "2026-03-01T11:00:00Z",
         "published_at": "2026-03-01T11:30:00Z", "assets": []}"""
            .formatted(tag));
  }

  void answer(String path, String json) {
    server.stubFor(get(urlPathEqualTo(path)).willReturn(json(json)));
  }

  void answer(String path, ResponseDefinitionBuilder response) {
    server.stubFor(get(urlPathEqualTo(path)).willReturn(response));
  }

  int count(String path) {
    return server.countRequestsMatching(getRequestedFor(urlPathEqualTo(path)).build()).getCount();
  }

  /** Method and path of each request, in order. */
  List<String> requests() {
    return server.findAll(anyRequestedFor(anyUrl())).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .map(request -> request.getMethod() + " " + URI.create(request.getUrl()).getRawPath())
        .toList();
  }

  static ResponseDefinitionBuilder json(String body) {
    return aResponse()
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withHeader("ETag", "W/\"0\"")
        .withBody(body);
  }

  static ResponseDefinitionBuilder error(int status, String message) {
    return json("{\"message\": \"%s\", \"status\": \"%d\"}".formatted(message, status))
        .withStatus(status);
  }

  @Override
  public void close() {
    server.stop();
  }
}
