package dev.countersign.job;

import dev.countersign.materials.FileSearch;
import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.MaterialNames;
import dev.countersign.materials.Materials;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.materials.Wanted;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.TransparencyLogUnavailableException;
import dev.countersign.port.Tree;
import dev.countersign.verification.ContentsPolicy;
import dev.countersign.verification.MaterialSet;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.ReleaseFiles;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Verdict;
import dev.countersign.verification.VerificationInput;
import dev.countersign.verification.Verifier;
import java.util.List;
import java.util.Set;

/**
 * Looks at a release through the port: policy and materials on the default branch, the tree at the
 * tag. Both are listed by commit ids that are resolved once.
 */
public final class ReleaseInspection implements ReleaseVerification {
  /** What is found, among other reasons, when the trusted root is older than who signed. */
  private static final Set<ReasonCode> UNKNOWN_SIGNERS =
      Set.of(
          ReasonCode.CERTIFICATE_CHAIN_UNTRUSTED,
          ReasonCode.SCT_INVALID,
          ReasonCode.LOG_UNKNOWN,
          ReasonCode.TIMESTAMP_INVALID);

  /** What is looked for before the configuration is known, which seldom says otherwise. */
  private static final Wanted USUAL =
      new Wanted(Set.of(PolicyFile.PATH), RepositoryPolicy.DEFAULT.materials());

  private final MaterialSource source;
  private final FileSearch search;
  private final Configurations configurations;
  private final MaterialCollector collector;
  private final ReleaseFilesReader files;
  private final LogLookup log;
  private final TrustedVerifier verifier;

  /**
   * Prepares looking.
   *
   * @param verifier throws {@link UndecidedException} where there is none
   */
  public ReleaseInspection(
      MaterialSource source,
      MaterialCollector collector,
      ReleaseFilesReader files,
      LogLookup log,
      TrustedVerifier verifier) {
    this.source = source;
    this.search = new FileSearch(source);
    this.configurations = new Configurations(source);
    this.collector = collector;
    this.files = files;
    this.log = log;
    this.verifier = verifier;
  }

  @Override
  public Look look(RepositoryTarget target, ReleaseState release) {
    String head = source.branchHead(target, release.defaultBranch());
    Tree branch = search.find(target, head, USUAL);
    Configuration configuration =
        configurations.of(target, branch.entries().entry(PolicyFile.PATH));
    PolicyOrigin origin = configuration.origin();
    if (configuration.isBroken() && origin.optsIn()) {
      return new Look.PolicyBroken(origin, configuration.errors());
    }
    RepositoryPolicy policy = configuration.policy();
    if (!policy.materials().equals(USUAL.manifests())) {
      branch = search.find(target, head, new Wanted(Set.of(), policy.materials()));
    }
    Tree tagged = source.tree(target, release.release().commit());
    Materials materials =
        collector.collect(target, release.release().tag(), branch, tagged, policy.materials());
    // A manifest alone is no material set yet: its signature may come in a later push.
    if (materials.sets().stream().noneMatch(MaterialSet::isSigned)) {
      return new Look.NoMaterials(origin, policy, materials.ofOtherReleases());
    }
    return configuration.isBroken()
        ? new Look.PolicyBroken(origin, configuration.errors())
        : new Look.MaterialsFound(
            origin, policy, () -> verify(target, release, head, tagged, materials, policy));
  }

  private Verdict verify(
      RepositoryTarget target,
      ReleaseState release,
      String branchHead,
      Tree tagged,
      Materials materials,
      RepositoryPolicy policy) {
    // The cheap question first: without a trusted root there is no use in downloading anything.
    Verifier present = verifier.present();
    List<MaterialSet> sets = recorded(materials.sets(), policy);
    ReleaseFiles releaseFiles = files.read(target, tagged, release.assets(), sets, branchHead);
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
                policy.legacyCutoff()));
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
