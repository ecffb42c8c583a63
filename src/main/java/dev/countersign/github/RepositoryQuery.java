package dev.countersign.github;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question about one repository in GraphQL.
 *
 * @param parameters declarations of its variables: {@code $tag: String!}
 * @param selection what is asked of the repository, besides what {@link RepositoryState} needs
 * @param fragments definitions of the fragments that the selection names
 * @param variables values by name, without the dollar sign
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#repository">Repository</a>
 */
record RepositoryQuery(
    String parameters, String selection, List<String> fragments, Map<String, String> variables) {
  private static final String STATE =
      """
      fragment state on Repository {
        databaseId
        nameWithOwner
        owner {
          ... on Organization { databaseId }
          ... on User { databaseId }
        }
        createdAt
        visibility
      }
      """;

  RepositoryQuery {
    fragments = List.copyOf(fragments);
    variables = Map.copyOf(variables);
  }

  /** The whole document. */
  String text() {
    return """
        query($owner: String!, $name: String! %s) {
          repository(owner: $owner, name: $name) { ...state %s }
        }
        """
            .formatted(parameters, selection)
        + STATE
        + String.join("", fragments);
  }

  /** The variables, with those that name the repository. */
  Map<String, String> variablesFor(String owner, String name) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("owner", owner);
    all.put("name", name);
    return all;
  }
}
