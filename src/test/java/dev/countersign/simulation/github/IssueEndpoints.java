package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /issues}, and the comments on issues and pull requests. */
record IssueEndpoints(State state, Urls urls) {
  private static final int LONGEST_BODY = 65_536;
  private static final int LONGEST_TITLE = 256;

  List<Route> routes() {
    String issues = "/repos/{owner}/{repo}/issues";
    String comments = issues + "/{number}/comments";
    String comment = issues + "/comments/{id}";
    // Comments may be read and written with either permission.
    Access read = Access.read("issues", "pull_requests");
    Access write = Access.write("issues", "pull_requests");
    return List.of(
        new Route("GET", comment, read, this::comment),
        new Route("PATCH", comment, write, this::editComment),
        new Route("GET", comments, read, this::comments),
        new Route("POST", comments, write, this::createComment),
        new Route("GET", issues, Access.read("issues"), this::list),
        new Route("POST", issues, Access.write("issues"), this::create),
        new Route("GET", issues + "/{number}", Access.read("issues"), this::issue),
        new Route("PATCH", issues + "/{number}", Access.write("issues"), this::edit));
  }

  /** Pull requests are among them. */
  private ApiResponse list(Call call) {
    requireEnabled(call);
    String wanted = call.parameter("state").orElse("open");
    IssueJson json = json(call);
    List<ObjectNode> found =
        Stream.concat(
                call.repository().issues().all().stream().map(json::of),
                call.repository().pullRequests().all().stream().map(json::of))
            .filter(issue -> wanted.equals("all") || issue.path("state").asText().equals(wanted))
            .filter(issue -> fits(call, issue))
            .sorted(Comparator.comparingInt((ObjectNode issue) -> number(issue)).reversed())
            .toList();
    return new Page<>(call.request(), urls, found).array(issue -> issue);
  }

  private static boolean fits(Call call, JsonNode issue) {
    Optional<String> creator = call.parameter("creator");
    return creator.isEmpty() || creator.get().equals(issue.path("user").path("login").asText());
  }

  private static int number(JsonNode issue) {
    return issue.path("number").asInt();
  }

  private ApiResponse issue(Call call) {
    return ApiResponse.ok(json(call).of(find(call)));
  }

  private ApiResponse create(Call call) {
    requireEnabled(call);
    JsonNode body = call.request().json();
    if (!body.hasNonNull("title")) {
      throw HttpError.unprocessable("Invalid request.\n\n\"title\" wasn't supplied.");
    }
    SimulatedIssue opened =
        call.repository()
            .issues()
            .open(
                state.app().bot(),
                state.app().id(),
                bounded(body.path("title").asText(), "title", LONGEST_TITLE),
                bounded(body.path("body").asText(""), "body", LONGEST_BODY));
    return ApiResponse.json(201, json(call).of(opened));
  }

  private ApiResponse edit(Call call) {
    requireEnabled(call);
    JsonNode body = call.request().json();
    SimulatedIssue before = find(call);
    String title = body.path("title").asText(before.title());
    String text = body.path("body").asText(before.body());
    bounded(title, "title", LONGEST_TITLE);
    bounded(text, "body", LONGEST_BODY);
    String wanted = body.path("state").asText(before.open() ? "open" : "closed");
    SimulatedIssue edited =
        call.repository()
            .issues()
            .change(
                before.number(),
                issue -> {
                  SimulatedIssue said = issue.saying(title, text);
                  if (issue.open() && wanted.equals("closed")) {
                    String reason = body.path("state_reason").asText("completed");
                    return said.closed(reason, state.clock().instant());
                  }
                  return !issue.open() && wanted.equals("open") ? said.reopened() : said;
                });
    return ApiResponse.ok(json(call).of(edited));
  }

  private ApiResponse comments(Call call) {
    int number = numberOfExisting(call);
    List<SimulatedComment> comments = call.repository().issues().comments(number);
    return new Page<>(call.request(), urls, comments).array(json(call)::of);
  }

  private ApiResponse comment(Call call) {
    return ApiResponse.ok(json(call).of(findComment(call)));
  }

  private ApiResponse createComment(Call call) {
    int number = numberOfExisting(call);
    if (call.repository().issues().isLocked(number)) {
      throw new HttpError(403, "Unable to create comment because issue is locked.");
    }
    SimulatedComment comment =
        call.repository().issues().comment(number, state.app().bot(), state.app().id(), body(call));
    return ApiResponse.json(201, json(call).of(comment));
  }

  private ApiResponse editComment(Call call) {
    SimulatedComment comment = findComment(call);
    return ApiResponse.ok(json(call).of(call.repository().issues().edit(comment.id(), body(call))));
  }

  private static String body(Call call) {
    JsonNode body = call.request().json();
    if (!body.hasNonNull("body")) {
      throw HttpError.unprocessable("Invalid request.\n\n\"body\" wasn't supplied.");
    }
    return bounded(body.path("body").asText(), "body", LONGEST_BODY);
  }

  private static String bounded(String text, String field, int limit) {
    if (text.length() > limit) {
      throw HttpError.unprocessable(
          "Validation Failed: %s is too long (maximum is %d characters)".formatted(field, limit));
    }
    return text;
  }

  private static void requireEnabled(Call call) {
    if (call.repository().issues().areDisabled()) {
      throw new HttpError(410, "Issues are disabled for this repo");
    }
  }

  private static int numberOfExisting(Call call) {
    long number = call.id("number");
    boolean pullRequest = call.repository().pullRequests().byNumber(number).isPresent();
    return pullRequest ? (int) number : find(call).number();
  }

  private static SimulatedIssue find(Call call) {
    return call.repository().issues().byNumber(call.id("number")).orElseThrow(HttpError::notFound);
  }

  private static SimulatedComment findComment(Call call) {
    return call.repository().issues().commentById(call.id("id")).orElseThrow(HttpError::notFound);
  }

  private IssueJson json(Call call) {
    return new IssueJson(call.repository(), state.app(), urls);
  }
}
