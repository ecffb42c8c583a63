package dev.countersign.job;

import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.MaterialNames;
import dev.countersign.materials.Materials;
import dev.countersign.materials.SetKeys;
import dev.countersign.materials.Wanted;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Activity;
import dev.countersign.port.Comparison;
import dev.countersign.port.ContentLimitException;
import dev.countersign.port.GitHubUnavailableException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.PullRequest;
import dev.countersign.port.RecentReleases;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.report.ProposedChange;
import dev.countersign.verification.Glob;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks at a change through the ports: the configuration is the default branch's, what the change
 * does is the difference between its head and where it left its base.
 */
final class ChangeInspection implements ChangeVerification {
  private static final String WORKFLOWS = ".github/workflows/";

  /** Most releases that one change is verified for. */
  private static final int MOST_RELEASES = 3;

  private final MaterialSource source;
  private final Activity activity;
  private final Branches branches;
  private final MaterialCollector collector;
  private final ReleaseInspection releases;

  ChangeInspection(
      MaterialSource source,
      Activity activity,
      Branches branches,
      MaterialCollector collector,
      ReleaseInspection releases) {
    this.source = source;
    this.activity = activity;
    this.branches = branches;
    this.collector = collector;
    this.releases = releases;
  }

  @Override
  public Optional<Found> look(RepositoryTarget target, Subject.Change change) {
    Optional<PullRequest> pullRequest =
        change.pullRequest().flatMap(number -> activity.pullRequest(target, number));
    boolean over =
        change.pullRequest().isPresent()
            && pullRequest
                .filter(pull -> pull.open() && pull.head().equals(change.head()))
                .isEmpty();
    if (over) {
      return Optional.empty();
    }
    RecentReleases recent = activity.recentReleases(target);
    Branch branch = branches.at(target, recent.branchHead());
    if (!branch.optsIn()) {
      return Optional.empty();
    }
    Comparison comparison =
        activity
            .compare(
                target, pullRequest.map(PullRequest::base).orElse(change.base()), change.head())
            .orElseThrow(
                () ->
                    new GitHubUnavailableException(
                        "GitHub cannot compare commit " + change.head() + " with its base yet",
                        null,
                        null));
    Difference difference =
        difference(target, comparison.mergeBase(), change.head(), branch.policy());
    return Optional.of(
        new Found(
            branch.configuration().origin(),
            branch.policy(),
            proposed(target, change, pullRequest, recent, branch, difference)));
  }

  private ProposedChange proposed(
      RepositoryTarget target,
      Subject.Change change,
      Optional<PullRequest> pullRequest,
      RecentReleases recent,
      Branch branch,
      Difference difference) {
    RepositoryPolicy policy = branch.policy();
    Optional<ReleaseState> newest =
        recent.releases().stream()
            .filter(release -> policy.selectsTag(release.release().tag()))
            .findFirst();
    Map<String, String> ofOlder = new LinkedHashMap<>();
    List<Verdict> verdicts =
        newest
            .map(release -> verdicts(target, release, recent, policy, difference, ofOlder))
            .orElse(List.of());
    Configuration read = toBeRead(target, branch, difference);
    return new ProposedChange(
        change.pullRequest(),
        pullRequest.map(PullRequest::fromFork).orElse(false),
        newest.map(release -> release.release().tag()),
        verdicts,
        difference.manifests(),
        ofOlder,
        difference.removed(),
        difference.changesConfiguration(),
        read.origin(),
        read.errors(),
        difference.workflows().stream().filter(path -> policy.signer().allows(path)).toList());
  }

  /** One verdict for each release that the brought materials belong to, the newest's first. */
  private List<Verdict> verdicts(
      RepositoryTarget target,
      ReleaseState newest,
      RecentReleases recent,
      RepositoryPolicy policy,
      Difference difference,
      Map<String, String> ofOlder) {
    List<Verdict> verdicts = new ArrayList<>();
    if (difference.brought().entries().isEmpty()) {
      return verdicts;
    }
    Materials materials = verify(target, newest, policy, difference, verdicts);
    ofOlder.putAll(materials.ofOtherReleases());
    Set<String> tags = new TreeSet<>(ofOlder.values());
    if (tags.size() > MOST_RELEASES) {
      throw new ContentLimitException(
          "the change brings materials of %d older releases, more than %d"
              .formatted(tags.size(), MOST_RELEASES));
    }
    for (String tag : tags) {
      recent.releases().stream()
          .filter(release -> release.release().tag().equals(tag))
          .findFirst()
          .or(() -> source.release(target, tag))
          .ifPresent(release -> verify(target, release, policy, difference, verdicts));
    }
    return verdicts;
  }

  private Materials verify(
      RepositoryTarget target,
      ReleaseState release,
      RepositoryPolicy policy,
      Difference difference,
      List<Verdict> verdicts) {
    Tree tagged = source.tree(target, release.release().commit());
    Materials materials =
        collector.collect(
            target, release.release().tag(), difference.brought(), tagged, policy.materials());
    if (!materials.sets().isEmpty()) {
      verdicts.add(releases.verify(target, release, tagged, materials.sets(), policy));
    }
    return materials;
  }

  /**
   * The configuration that is to be told of: a file that is wrong already is told of until it is
   * right, before anything is verified.
   */
  private Configuration toBeRead(RepositoryTarget target, Branch branch, Difference difference) {
    if (!difference.changesConfiguration()) {
      return branch.configuration();
    }
    Configuration proposed = branches.configuration(target, difference.configuration());
    return proposed.isBroken() || !difference.touchesMaterials()
        ? proposed
        : branch.configuration();
  }

  private Difference difference(
      RepositoryTarget target, String base, String head, RepositoryPolicy policy) {
    List<Glob> patterns = new ArrayList<>(policy.materials());
    patterns.add(Glob.ofPath(WORKFLOWS + "*"));
    Wanted wanted = new Wanted(Set.of(PolicyFile.PATH), patterns);
    return Difference.between(
        branches.find(target, base, wanted), branches.find(target, head, wanted), policy);
  }

  /**
   * What a change alters, among what releases depend on.
   *
   * @param brought the sets that it adds or alters, as they are at its head
   * @param manifests of these sets
   * @param removed manifests that it deletes
   * @param changesConfiguration whether it alters the configuration file
   * @param configuration that file at its head
   * @param workflows workflow files that it alters
   */
  private record Difference(
      Tree brought,
      List<String> manifests,
      List<String> removed,
      boolean changesConfiguration,
      Optional<TreeEntry> configuration,
      List<String> workflows) {
    boolean touchesMaterials() {
      return !brought.entries().isEmpty() || !removed.isEmpty();
    }

    static Difference between(Tree before, Tree after, RepositoryPolicy policy) {
      Map<String, String> former = SetKeys.of(before, policy.materials());
      Map<String, String> present = SetKeys.of(after, policy.materials());
      Set<String> brought = new LinkedHashSet<>();
      present.forEach(
          (manifest, key) -> {
            if (!key.equals(former.get(manifest))) {
              brought.add(manifest);
            }
          });
      Optional<TreeEntry> configuration = after.entries().entry(PolicyFile.PATH);
      return new Difference(
          new Tree(
              after.commit(),
              after.rootTree(),
              after.entries().stream()
                  .filter(entry -> brought.stream().anyMatch(isOf(entry.path())))
                  .toList()),
          List.copyOf(brought),
          former.keySet().stream().filter(manifest -> !present.containsKey(manifest)).toList(),
          !configuration.equals(before.entries().entry(PolicyFile.PATH)),
          configuration,
          changedWorkflows(before.entries(), after.entries()));
    }

    private static Predicate<String> isOf(String path) {
      return manifest -> path.equals(manifest) || MaterialNames.isSignatureOf(path, manifest);
    }

    private static List<String> changedWorkflows(TreeListing before, TreeListing after) {
      return Stream.concat(before.stream(), after.stream())
          .map(TreeEntry::path)
          .filter(path -> path.startsWith(WORKFLOWS))
          .distinct()
          .filter(path -> !before.entry(path).equals(after.entry(path)))
          .sorted()
          .toList();
    }
  }
}
