package dev.countersign.simulation.github;

import java.util.List;
import java.util.stream.Stream;

/** Every route that the simulator knows; the first that matches answers. */
final class Routes {
  private Routes() {}

  static List<Route> all(State state, Urls urls, RateLimit rateLimit) {
    return Stream.of(
            new AppEndpoints(state, urls).routes(),
            new HookEndpoints(state.hook(), urls).routes(),
            List.of(new Route("GET", "/rate_limit", new Access.AnyToken(), rateLimit::show)),
            new GraphQlEndpoint(state).routes(),
            new AssetEndpoints(urls).routes(),
            new ReleaseEndpoints(urls).routes(),
            new RefEndpoints(urls).routes(),
            new GitObjectEndpoints(urls).routes(),
            new CheckRunEndpoints(state, urls).routes(),
            new PullRequestEndpoints(urls).routes(),
            new IssueEndpoints(state, urls).routes(),
            new CommitEndpoints(urls).routes(),
            new ContentEndpoints(urls).routes(),
            new ArchiveEndpoints(state.clock(), urls).routes(),
            new WorkflowRunEndpoints(urls).routes(),
            new RepositoryEndpoints(urls).routes())
        .flatMap(List::stream)
        .toList();
  }
}
