package dev.countersign.job;

import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.ReleaseState;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.SharedFile;
import dev.countersign.port.Tree;
import dev.countersign.report.Awaited;
import dev.countersign.verification.Check;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.Finding;
import dev.countersign.verification.Glob;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.TreeListing;
import dev.countersign.verification.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One repository with one release, whose present state a test sets. */
final class Scene implements MaterialSource, ReleaseVerification {
  static final Instant PUBLISHED = Instant.parse("2026-03-01T12:00:00Z");
  static final Instant DEADLINE = PUBLISHED.plus(RepositoryPolicy.DEFAULT.patience());
  static final String TAG = "v1.0.0";
  static final String COMMIT = "a".repeat(40);
  static final String HEAD = "d".repeat(40);
  static final RepositoryTarget TARGET =
      new RepositoryTarget(11, 22, new RepositoryName("octo", "repo"));

  /** Answers to {@code release} and {@code look}; may throw. */
  volatile Supplier<Optional<ReleaseState>> release = () -> Optional.of(stateAt(COMMIT));

  volatile Supplier<Look> look =
      () -> noMaterials(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT);

  private static final AtomicInteger ANOTHER = new AtomicInteger();

  final AtomicInteger looks = new AtomicInteger();

  static ReleaseState stateAt(String commit) {
    return new ReleaseState(
        new Release(
            "https://github.com",
            TARGET.name(),
            TARGET.repositoryId(),
            33,
            Instant.EPOCH,
            "public",
            TAG,
            commit,
            Optional.empty()),
        "main",
        HEAD,
        PUBLISHED,
        List.of());
  }

  static Verdict verdict() {
    return verdict(
        Arrays.stream(Check.values()).map(check -> Finding.passed(check, "ok")).toList());
  }

  /** The verdict of which nothing was verified. */
  static Verdict redVerdict() {
    return verdict(
        List.of(Finding.failed(Check.TAG, ReasonCode.TAG_MISMATCH, "refs/tags/a", "refs/tags/b")));
  }

  private static Verdict verdict(List<Finding> findings) {
    return new Verdict(
        stateAt(COMMIT).release(),
        List.of(
            new SetVerdict(
                "checksums-1.txt", Optional.empty(), findings, ContentsResult.NOTHING_COMPARED)));
  }

  static Awaited awaited() {
    return new Awaited(
        stateAt(COMMIT).release(), "main", List.of("checksums-*.txt"), PUBLISHED, DEADLINE);
  }

  static RepositoryPolicy policyForTags(String glob) {
    RepositoryPolicy policy = RepositoryPolicy.DEFAULT;
    return new RepositoryPolicy(
        List.of(Glob.ofName(glob)),
        policy.materials(),
        policy.signer(),
        policy.contents(),
        policy.patience(),
        policy.legacyCutoff(),
        policy.branches(),
        policy.comment(),
        policy.issue());
  }

  static Look materials() {
    return found(new PolicyOrigin.OwnFile(), RepositoryPolicy.DEFAULT, Scene::verdict);
  }

  /** Nothing came since the tag. */
  static Look noMaterials(PolicyOrigin origin, RepositoryPolicy policy) {
    return new Look.NoMaterials(origin, policy, Map.of(), seen("none"));
  }

  /** A set is there, which is another one at each look. */
  static Look found(PolicyOrigin origin, RepositoryPolicy policy, Supplier<Verdict> verdict) {
    return found(origin, policy, seen("set " + ANOTHER.incrementAndGet()), verdict);
  }

  static Look found(
      PolicyOrigin origin, RepositoryPolicy policy, Seen seen, Supplier<Verdict> verdict) {
    return new Look.MaterialsFound(origin, policy, seen, List.of("checksums-1.txt"), verdict);
  }

  static Look broken(PolicyOrigin origin, List<PolicyError> errors) {
    return new Look.PolicyBroken(origin, errors, seen("broken"));
  }

  static Seen seen(String state) {
    return new Seen(state, Map.of());
  }

  @Override
  public Look look(RepositoryTarget target, ReleaseState state) {
    looks.incrementAndGet();
    return look.get();
  }

  @Override
  public Optional<ReleaseState> release(RepositoryTarget target, String tag) {
    return release.get();
  }

  @Override
  public boolean releaseExists(RepositoryTarget target, String tag) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tree tree(RepositoryTarget target, String commit, Predicate<String> wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TreeListing directory(RepositoryTarget target, String tree) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void blob(RepositoryTarget target, String objectId, ArchiveReader reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, byte[]> blobs(RepositoryTarget target, Map<String, Long> limits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] blob(RepositoryTarget target, String objectId, long limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void archive(RepositoryTarget target, String commit, ArchiveReader reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void asset(RepositoryTarget target, long assetId, ArchiveReader reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> file(RepositoryTarget target, String commit, String path, long limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<SharedFile> sharedFile(RepositoryTarget target, String path) {
    throw new UnsupportedOperationException();
  }
}
