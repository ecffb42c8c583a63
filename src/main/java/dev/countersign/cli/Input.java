package dev.countersign.cli;

import dev.countersign.verification.Digest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is to be verified, as it was given. */
sealed interface Input {
  /** As it was given. */
  String name();

  /** A file. */
  record OfFile(String name, Path path) implements Input {}

  /** A digest, where the file is not at hand. */
  record OfDigest(String name, Digest digest) implements Input {}

  /** Reads {@code sha256:DIGEST} as a digest, anything else as a path. */
  final class Converter implements ITypeConverter<Input> {
    private static final String DIGEST = "sha256:";

    @Override
    public Input convert(String name) {
      try {
        return name.startsWith(DIGEST) ? ofDigest(name) : new OfFile(name, Path.of(name));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("not a path: " + e.getReason());
      }
    }

    private static Input ofDigest(String name) {
      String hex = name.substring(DIGEST.length()).toLowerCase(Locale.ROOT);
      try {
        return new OfDigest(name, new Digest(Digest.Algorithm.SHA_256, hex));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("expected 64 hexadecimal digits after " + DIGEST);
      }
    }
  }
}
