package dev.countersign.job;

import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.MaterialNames;
import dev.countersign.materials.Materials;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.Activity;
import dev.countersign.port.Comparison;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.port.Tree;
import dev.countersign.verification.BranchMembership;
import dev.countersign.verification.ContentsPolicy;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.ReleaseFiles;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Verdict;
import dev.countersign.verification.VerificationInput;
import dev.countersign.verification.Verifier;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a release through the port: policy and materials on the default branch, the tree at the
 * tag. Both are listed by commit ids that are resolved once.
 */
final class ReleaseInspection implements ReleaseVerification {
  /** What is found, among other reasons, when the trusted root is older than who signed. */
  private static final Set<ReasonCode> UNKNOWN_SIGNERS =
      Set.of(
          ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
          ReasonCode.SCT_INVALID,
          ReasonCode.LOG_UNKNOWN,
          ReasonCode.TIMESTAMP_INVALID);

  private final MaterialSource source;
  private final Activity activity;
  private final Branches branches;
  private final MaterialCollector collector;
  private final ReleaseFilesReader files;
  private final LogLookup log;
  private final TrustedVerifier verifier;

  /**
   * Prepares looking.
   *
   * @param verifier throws {@link UndecidedException} where there is none
   */
  ReleaseInspection(
      MaterialSource source,
      Activity activity,
      Branches branches,
      MaterialCollector collector,
      ReleaseFilesReader files,
      LogLookup log,
      TrustedVerifier verifier) {
    this.source = source;
    this.activity = activity;
    this.branches = branches;
    this.collector = collector;
    this.files = files;
    this.log = log;
    this.verifier = verifier;
  }

  @Override
  public Look look(RepositoryTarget target, ReleaseState release) {
    Branch branch = branches.at(target, release.branchHead());
    Configuration configuration = branch.configuration();
    PolicyOrigin origin = configuration.origin();
    if (configuration.isBroken() && origin.optsIn()) {
      return broken(release, configuration);
    }
    RepositoryPolicy policy = configuration.policy();
    if (!branch.hasManifests()) {
      Seen nothing = Seen.of(release, configuration.id(), Map.of());
      return new Look.NoMaterials(origin, policy, Map.of(), nothing);
    }
    Tree tagged = source.tree(target, release.release().commit());
    Materials materials =
        collector.collect(
            target, release.release().tag(), branch.tree(), tagged, policy.materials());
    Seen seen = Seen.of(release, configuration.id(), materials.seen());
    // A manifest alone is no material set yet: its signature may come in a later push.
    if (materials.sets().stream().noneMatch(MaterialSet::isSigned)) {
      return new Look.NoMaterials(origin, policy, materials.ofOtherReleases(), seen);
    }
    return configuration.isBroken()
        ? broken(release, configuration)
        : new Look.MaterialsFound(
            origin,
            policy,
            seen,
            materials.sets().stream().map(set -> set.manifest().path()).toList(),
            () -> verify(target, release, tagged, materials.sets(), policy));
  }

  private static Look broken(ReleaseState release, Configuration configuration) {
    return new Look.PolicyBroken(
        configuration.origin(),
        configuration.errors(),
        Seen.of(release, configuration.id(), Map.of()));
  }

  /**
   * The verdict of these sets of a release.
   *
   * @param tagged listing of the tag's commit
   * @throws UndecidedException if something that is needed is missing now
   */
  Verdict verify(
      RepositoryTarget target,
      ReleaseState release,
      Tree tagged,
      List<MaterialSet> found,
      RepositoryPolicy policy) {
    // The cheap question first: without a trusted root there is no use in downloading anything.
    Verifier present = verifier.present();
    List<MaterialSet> sets = recorded(found, policy);
    ReleaseFiles releaseFiles =
        files.read(target, tagged, release.assets(), sets, release.branchHead());
    Verdict verdict =
        present.verify(
            new VerificationInput(
                release.release(),
                sets,
                releaseFiles,
                policy.signer(),
                new ContentsPolicy(
                    policy.contents().unlisted(),
                    policy.contents().ignore(),
                    MaterialNames.filesOfSets(releaseFiles.tree().entries(), policy.materials())),
                policy.legacyCutoff(),
                membership(target, release, policy)));
    if (namesUnknownSigners(verdict) && verifier.newerMayCome()) {
      throw new UndecidedException(
          "The materials name an authority or a log that the server's trusted root does not know."
              + " It looks whether there is a newer one.",
          null);
    }
    if (verdict.sets().stream().anyMatch(SetVerdict::doubtsTheLog)) {
      throw new UndecidedException(
          "The entry that the transparency log gave for the signature does not verify.", null);
    }
    return verdict;
  }

  /** Where the tag's commit is. */
  private BranchMembership membership(
      RepositoryTarget target, ReleaseState release, RepositoryPolicy policy) {
    boolean required = !policy.branches().isEmpty();
    List<String> branches = required ? policy.branches() : List.of(release.defaultBranch());
    boolean contained =
        branches.stream()
            .map(branch -> branch.equals(release.defaultBranch()) ? release.branchHead() : branch)
            .anyMatch(
                base ->
                    activity
                        .compare(target, base, release.release().commit())
                        .filter(Comparison::contained)
                        .isPresent());
    return new BranchMembership(contained, branches, required);
  }

  /** The sets with what the log has of them and they lack. */
  private List<MaterialSet> recorded(List<MaterialSet> sets, RepositoryPolicy policy) {
    try {
      return sets.stream().map(set -> log.complete(set, policy.legacyCutoff())).toList();
    } catch (TransparencyLogUnavailableException e) {
      throw new UndecidedException(
          "The server cannot verify at present: " + e.getMessage() + ".", e);
    }
  }

  private static boolean namesUnknownSigners(Verdict verdict) {
    return verdict.sets().stream()
        .flatMap(set -> set.findings().stream())
        .anyMatch(finding -> UNKNOWN_SIGNERS.contains(finding.reason()));
  }
}
