package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A repository in JSON. */
final class RepositoryJson {
  private static final String[][] LINKS = {
    {"forks_url", "/forks"},
    {"keys_url", "/keys{/key_id}"},
    {"collaborators_url", "/collaborators{/collaborator}"},
    {"teams_url", "/teams"},
    {"hooks_url", "/hooks"},
    {"issue_events_url", "/issues/events{/number}"},
    {"events_url", "/events"},
    {"assignees_url", "/assignees{/user}"},
    {"branches_url", "/branches{/branch}"},
    {"tags_url", "/tags"},
    {"blobs_url", "/git/blobs{/sha}"},
    {"git_tags_url", "/git/tags{/sha}"},
    {"git_refs_url", "/git/refs{/sha}"},
    {"trees_url", "/git/trees{/sha}"},
    {"statuses_url", "/statuses/{sha}"},
    {"languages_url", "/languages"},
    {"stargazers_url", "/stargazers"},
    {"contributors_url", "/contributors"},
    {"subscribers_url", "/subscribers"},
    {"subscription_url", "/subscription"},
    {"commits_url", "/commits{/sha}"},
    {"git_commits_url", "/git/commits{/sha}"},
    {"comments_url", "/comments{/number}"},
    {"issue_comment_url", "/issues/comments{/number}"},
    {"contents_url", "/contents/{+path}"},
    {"compare_url", "/compare/{base}...{head}"},
    {"merges_url", "/merges"},
    {"archive_url", "/{archive_format}{/ref}"},
    {"downloads_url", "/downloads"},
    {"issues_url", "/issues{/number}"},
    {"pulls_url", "/pulls{/number}"},
    {"milestones_url", "/milestones{/number}"},
    {"notifications_url", "/notifications{?since,all,participating}"},
    {"labels_url", "/labels{/name}"},
    {"releases_url", "/releases{/id}"},
    {"deployments_url", "/deployments"},
  };

  private RepositoryJson() {}

  /** What installations list: who it is, without links. */
  static ObjectNode brief(SimulatedRepository repository) {
    ObjectNode json = Json.object();
    json.put("id", repository.id());
    json.put("node_id", Json.nodeId("Repository", repository.id()));
    json.put("name", repository.name());
    json.put("full_name", repository.fullName());
    json.put("private", repository.settings().isPrivate());
    return json;
  }

  static ObjectNode of(SimulatedRepository repository, Urls urls) {
    RepositorySettings settings = repository.settings();
    String url = urls.api(repository);
    String web = urls.web(repository);
    ObjectNode json = brief(repository);
    json.set("owner", AccountJson.of(repository.owner(), urls));
    json.put("html_url", web);
    json.putNull("description");
    json.put("fork", false);
    json.put("url", url);
    for (String[] link : LINKS) {
      json.put(link[0], url + link[1]);
    }
    json.put("created_at", Json.time(settings.createdAt()));
    json.put("updated_at", Json.time(settings.createdAt()));
    json.put("pushed_at", Json.time(settings.createdAt()));
    json.put("git_url", web.replace("https:", "git:") + ".git");
    json.put("ssh_url", "git@github.com:" + repository.fullName() + ".git");
    json.put("clone_url", web + ".git");
    json.put("svn_url", web);
    json.putNull("homepage");
    json.putNull("language");
    json.putNull("mirror_url");
    json.putNull("license");
    for (String count :
        new String[] {
          "size",
          "stargazers_count",
          "watchers_count",
          "forks_count",
          "open_issues_count",
          "forks",
          "open_issues",
          "watchers"
        }) {
      json.put(count, 0);
    }
    for (String feature :
        new String[] {"has_issues", "has_projects", "has_downloads", "has_wiki"}) {
      json.put(feature, true);
    }
    json.put("has_pages", false);
    json.put("archived", settings.isArchived());
    json.put("disabled", false);
    json.put("is_template", false);
    json.put("visibility", settings.isPrivate() ? "private" : "public");
    json.set("topics", Json.object().arrayNode());
    json.put("default_branch", settings.defaultBranch());
    return json;
  }
}
