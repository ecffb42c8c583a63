package dev.countersign.materials;

import dev.countersign.github.GitHubApp;
import dev.countersign.github.GitHubOptions;
import dev.countersign.github.RequestWatch;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.simulation.github.LoggedRequest;
import dev.countersign.simulation.github.SimulatedGitHub;
import dev.countersign.simulation.github.SimulatedInstallation;
import dev.countersign.simulation.github.SimulatedRepository;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.Glob;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A repository with one commit, and its reader. */
final class GitHubScene {
  final SimulatedRepository repository;
  private final SimulatedGitHub gitHub;
  private final String commit;
  private final RepositoryTarget target;
  private final MaterialSource source;
  TreeLimits limits = TreeLimits.DEFAULT;

  GitHubScene(SimulatedGitHub gitHub, SimulatedRepository repository, String commit) {
    this.gitHub = gitHub;
    this.repository = repository;
    this.commit = commit;
    SimulatedInstallation installation = gitHub.install(repository);
    target =
        new RepositoryTarget(
            installation.id(), repository.id(), RepositoryName.parse(repository.fullName()));
    source =
        new GitHubApp(
                URI.create(gitHub.url()),
                URI.create(SimulatedGitHub.WEB_URL),
                gitHub.app().id(),
                gitHub.app().privateKeyPkcs8(),
                InstantSource.system(),
                GitHubOptions.defaults().withPause(wait -> {}),
                RequestWatch.NONE)
            .materialSource();
  }

  TaggedTree read() {
    gitHub.requests().clear();
    Tree tree = source.tree(target, commit, path -> true);
    return new TaggedTreeReader(source, limits, InstantSource.system(), new Random(1))
        .read(target, tree, Set.of(Algorithm.SHA_256));
  }

  List<String> find(Set<String> paths, String pattern) {
    gitHub.requests().clear();
    Wanted wanted = new Wanted(paths, List.of(Glob.ofPath(pattern)));
    return new FileSearch(source)
        .find(target, commit, wanted).entries().stream().map(TreeEntry::path).toList();
  }

  /** What was asked for of the repository, token and name aside. */
  List<String> requests() {
    return gitHub.requests().all().stream()
        .map(LoggedRequest::path)
        .filter(path -> path.matches("/repos/.*|/codeload/.*"))
        .map(path -> path.replaceFirst("^/repos/octo/demo/(git/)?", "").replaceFirst("^/", ""))
        .map(path -> path.replaceFirst("/.*", ""))
        .toList();
  }
}
