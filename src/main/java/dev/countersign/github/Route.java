package dev.countersign.github;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The templates of the addresses that are asked for, in the words of GitHub's documentation. They
 * tell requests apart without naming a repository, a tag or a file.
 */
final class Route {
  private static final String OTHER = "other";
  private static final String REPOSITORY = "/repos/{owner}/{repo}";
  private static final String GRAPHQL = "graphql";

  /** A parameter that may have slashes, and is the rest of the address. */
  private static final List<String> LONG = List.of("{path}", "{tag}", "{basehead}");

  private static final List<List<String>> KNOWN =
      List.of(
          template("/app"),
          template("/app/hook/deliveries"),
          template("/app/hook/deliveries/{delivery_id}/attempts"),
          template("/app/installations/{installation_id}/access_tokens"),
          template("/graphql"),
          template("/repositories/{repository_id}"),
          template(REPOSITORY + "/actions/runs"),
          template(REPOSITORY + "/check-runs"),
          template(REPOSITORY + "/check-runs/{check_run_id}"),
          template(REPOSITORY + "/check-runs/{check_run_id}/annotations"),
          template(REPOSITORY + "/commits/{ref}/check-runs"),
          template(REPOSITORY + "/commits/{ref}/pulls"),
          template(REPOSITORY + "/compare/{basehead}"),
          template(REPOSITORY + "/contents/{path}"),
          template(REPOSITORY + "/git/blobs/{sha}"),
          template(REPOSITORY + "/git/commits/{sha}"),
          template(REPOSITORY + "/git/trees/{sha}"),
          template(REPOSITORY + "/issues"),
          template(REPOSITORY + "/issues/comments/{comment_id}"),
          template(REPOSITORY + "/issues/{issue_number}"),
          template(REPOSITORY + "/issues/{issue_number}/comments"),
          template(REPOSITORY + "/pulls/{pull_number}"),
          template(REPOSITORY + "/releases"),
          template(REPOSITORY + "/releases/assets/{asset_id}"),
          template(REPOSITORY + "/releases/tags/{tag}"),
          template(REPOSITORY + "/tarball/{ref}"));

  private Route() {}

  /**
   * The template of an address.
   *
   * @param api root of the REST API
   */
  static String of(HttpUrl api, HttpUrl address) {
    List<String> segments = segments(address);
    List<String> root = segments(api);
    if (segments.size() < root.size() || !segments.subList(0, root.size()).equals(root)) {
      // GitHub Enterprise has it beside the REST API.
      return segments.get(segments.size() - 1).equals(GRAPHQL) ? "/" + GRAPHQL : OTHER;
    }
    List<String> path = named(segments.subList(root.size(), segments.size()));
    return KNOWN.stream()
        .filter(template -> matches(template, path))
        .findFirst()
        .map(template -> "/" + String.join("/", template))
        .orElse(OTHER);
  }

  /** The address by name: links to further pages name the repository by its id. */
  private static List<String> named(List<String> path) {
    return path.size() > 2 && path.get(0).equals("repositories")
        ? Stream.concat(Stream.of("repos", "", ""), path.subList(2, path.size()).stream()).toList()
        : path;
  }

  private static boolean matches(List<String> template, List<String> path) {
    int last = template.size() - 1;
    boolean open = LONG.contains(template.get(last)) && path.size() > template.size();
    if (path.size() != template.size() && !open) {
      return false;
    }
    for (int i = 0; i < template.size(); i++) {
      if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> template(String text) {
    return List.of(text.substring(1).split("/"));
  }

  /** Without the empty one of a root, or behind a slash at the end. */
  private static List<String> segments(HttpUrl url) {
    return url.pathSegments().stream().filter(segment -> !segment.isEmpty()).toList();
  }
}
