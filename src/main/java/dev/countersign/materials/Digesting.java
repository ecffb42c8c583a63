package dev.countersign.materials;

import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.verification.Digest;
import dev.countersign.verification.TaggedTree;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeListing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the files of a listing their digests: from the archive, or else from the blobs. */
final class Digesting {
  private final TreeListing listing;
  private final Set<Digest.Algorithm> algorithms;
  private final TaggedTree.Builder builder;
  private final List<Integer> remaining = new ArrayList<>();
  private boolean namesAreUnclear;

  Digesting(TreeListing listing, Set<Digest.Algorithm> algorithms, TaggedTree.Builder builder) {
    this.listing = listing;
    this.algorithms = algorithms;
    this.builder = builder;
  }

  /** Takes the digests of contents that have a file's blob id. */
  void take(ContentDigests digests) {
    for (int i = 0; i < listing.size(); i++) {
      if (listing.isRepeated(i)) {
        namesAreUnclear = true;
      } else if (listing.mode(i).kind() == TreeEntry.Kind.FILE && !take(i, digests)) {
        remaining.add(i);
      }
    }
  }

  private boolean take(int index, ContentDigests digests) {
    byte[] id = listing.id(index);
    boolean all = true;
    for (Digest.Algorithm algorithm : algorithms) {
      Optional<byte[]> digest = digests.find(id, algorithm);
      digest.ifPresent(value -> builder.digest(index, algorithm, value));
      all &= digest.isPresent();
    }
    return all;
  }

  /** Why two files cannot be told apart, if there are such. */
  Optional<String> unclearNames() {
    return namesAreUnclear
        ? Optional.of("two files of the tag are listed by one name, which is not UTF-8")
        : Optional.empty();
  }

  /** Fetches the files that have none yet; why not, if there are too many or too large ones. */
  Optional<String> fetchRemaining(
      MaterialSource source, RepositoryTarget target, TreeLimits limits) {
    if (remaining.size() > limits.blobs()) {
      return Optional.of(
          "the archive of the tag leaves out or changes %d files, and more than %d are not fetched"
                  .formatted(remaining.size(), limits.blobs())
              + " one by one");
    }
    Optional<String> reason = Optional.empty();
    for (int index : remaining) {
      ContentHash hash = new ContentHash(algorithms, listing.objectId(index));
      if (listing.size(index) > limits.blobBytes()) {
        reason =
            Optional.of(
                "a file that the archive of the tag leaves out or changes has more than %d bytes"
                    .formatted(limits.blobBytes()));
      } else {
        fetch(source, target, index, hash);
      }
    }
    return reason;
  }

  private void fetch(MaterialSource source, RepositoryTarget target, int index, ContentHash hash) {
    source.blob(
        target,
        listing.objectId(index),
        content -> {
          byte[] found = hash.take(content, listing.size(index));
          if (!Arrays.equals(found, listing.id(index))) {
            throw new IOException(
                "expected the content of blob %s, found other".formatted(listing.objectId(index)));
          }
          hash.digests().forEach((algorithm, value) -> builder.digest(index, algorithm, value));
        });
  }
}
