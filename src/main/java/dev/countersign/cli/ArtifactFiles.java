package dev.countersign.cli;

import dev.countersign.verification.Artifact;
import dev.countersign.verification.Digest;
import dev.countersign.verification.MaterialFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Files read once, from the first byte to the last, in bounded memory. */
final class ArtifactFiles {
  /** Up to this size a file is kept whole: only so can a signature over the bytes be verified. */
  private static final int WHOLE = 16 << 20;

  /** One byte more than any readable signature file has, so that a larger one shows. */
  private static final int SIGNATURE_FILE = (1 << 20) + 1;

  private static final int BLOCK = 1 << 16;

  private ArtifactFiles() {}

  /** What is to be verified. */
  static Artifact artifact(Input input) throws CannotVerifyException {
    if (input instanceof Input.OfDigest given) {
      return Artifact.ofDigests(given.name(), List.of(given.digest()));
    }
    Path file = ((Input.OfFile) input).path();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(WHOLE + 1);
      return head.length <= WHOLE
          ? Artifact.of(input.name(), head)
          : Artifact.ofDigests(input.name(), digests(head, in));
    } catch (IOException e) {
      throw CannotVerifyException.unreadable(file, e);
    }
  }

  /** A signature file; of one that is too large no more than shows that. */
  static MaterialFile signatureFile(Path file) throws CannotVerifyException {
    try (InputStream in = Files.newInputStream(file)) {
      return new MaterialFile(file.toString(), in.readNBytes(SIGNATURE_FILE));
    } catch (IOException e) {
      throw CannotVerifyException.unreadable(file, e);
    }
  }

  private static List<Digest> digests(byte[] head, InputStream rest) throws IOException {
    Map<Digest.Algorithm, MessageDigest> hashes = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
      hashes.put(algorithm, algorithm.newMessageDigest());
    }
    hashes.values().forEach(hash -> hash.update(head));
    byte[] block = new byte[BLOCK];
    for (int read = rest.read(block); read >= 0; read = rest.read(block)) {
      int length = read;
      hashes.values().forEach(hash -> hash.update(block, 0, length));
    }
    List<Digest> digests = new ArrayList<>();
    hashes.forEach((algorithm, hash) -> digests.add(Digest.of(algorithm, hash.digest())));
    return digests;
  }
}
