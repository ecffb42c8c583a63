package dev.countersign.materials;

import dev.countersign.port.ContentLimitException;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Takes the digests of every file of a commit in one pass over its archive. An archive honours
 * {@code export-ignore} and {@code export-subst}, so what it holds counts only under its Git blob
 * id; files that it changes or leaves out are fetched themselves. A commit that GitHub does not
 * list at once is listed by its archive, if that has the commit's tree id.
 */
public final class TaggedTreeReader implements TaggedTrees {
  private final MaterialSource source;
  private final TreeLimits limits;
  private final InstantSource clock;
  private final Random random;

  /**
   * Prepares reading.
   *
   * @param clock for the limit of time
   */
  public TaggedTreeReader(
      MaterialSource source, TreeLimits limits, InstantSource clock, Random random) {
    this.source = source;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public TaggedTree read(RepositoryTarget target, Tree tree, Set<Digest.Algorithm> algorithms) {
    ArchiveReading reading = new ArchiveReading(limits, clock, algorithms, tree, random);
    if (!tree.truncated() && (algorithms.isEmpty() || hasNoFile(tree))) {
      return digest(target, tree, algorithms, reading, Optional.empty());
    }
    source.archive(target, tree.commit(), reading::read);
    if (!tree.truncated() || reading.stoppedBy().isPresent()) {
      return digest(target, tree, algorithms, reading, reading.stoppedBy());
    }
    try {
      TreeListing listing =
          ListingRepair.listing(
              source, target, reading.tree(), tree.rootTree(), limits.directories());
      Tree whole = new Tree(tree.commit(), tree.rootTree(), listing, false);
      return digest(target, whole, algorithms, reading, Optional.empty());
    } catch (ContentLimitException e) {
      return digest(target, tree, algorithms, reading, Optional.ofNullable(e.getMessage()));
    }
  }

  /**
   * The tree with its digests.
   *
   * @param stoppedBy why nothing more is to be read
   */
  private TaggedTree digest(
      RepositoryTarget target,
      Tree tree,
      Set<Digest.Algorithm> algorithms,
      ArchiveReading reading,
      Optional<String> stoppedBy) {
    TaggedTree.Builder builder =
        new TaggedTree.Builder(tree.commit(), tree.rootTree(), tree.entries(), algorithms);
    Digesting digesting = new Digesting(tree.entries(), algorithms, builder);
    digesting.take(reading.digests());
    digesting.unclearNames().ifPresent(builder::incomplete);
    stoppedBy
        .or(() -> digesting.fetchRemaining(source, target, limits))
        .ifPresent(tree.truncated() ? builder::notWhollyListed : builder::incomplete);
    return builder.build();
  }

  private static boolean hasNoFile(Tree tree) {
    return tree.entries().stream().noneMatch(entry -> entry.kind() == TreeEntry.Kind.FILE);
  }
}
