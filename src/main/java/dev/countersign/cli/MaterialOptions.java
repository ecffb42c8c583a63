package dev.countersign.cli;

import dev.countersign.materials.MaterialNames;
import dev.countersign.verification.MaterialFile;
import dev.countersign.verification.SignatureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the signature files are: named, or beside the file and named after it. */
final class MaterialOptions {
  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "The bundle to verify with, instead of the files beside a single input.")
  private @Nullable Path bundle;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      description = "The detached signature to verify with; FILE.sig unless given.")
  private @Nullable Path signature;

  @Option(
      names = {"--certificate", "--cert"},
      paramLabel = "FILE",
      description = "The signing certificate to verify with, PEM; FILE.crt unless given.")
  private @Nullable Path certificate;

  /** What is wrong with these options together. */
  Optional<String> problem(List<Input> inputs, boolean offline) {
    boolean detached = signature != null || certificate != null;
    if ((bundle != null || detached) && inputs.size() > 1) {
      return Optional.of("--certificate, --signature and --bundle go with a single input only");
    }
    if (bundle != null && detached) {
      return Optional.of("--bundle cannot be used with --certificate or --signature");
    }
    if (offline && detached) {
      return Optional.of(
          "--offline cannot be used with --certificate or --signature: their log entry is looked"
              + " up");
    }
    boolean complete = bundle != null || (signature != null && certificate != null);
    return inputs.stream().anyMatch(Input.OfDigest.class::isInstance) && !complete
        ? Optional.of("a digest needs --bundle, or both --certificate and --signature")
        : Optional.empty();
  }

  /** The files that speak of the input's signing. */
  SignatureFiles of(Input input) throws CannotVerifyException {
    if (bundle != null) {
      return SignatureFiles.ofBundle(ArtifactFiles.signatureFile(bundle));
    }
    boolean named = signature != null || certificate != null;
    return new SignatureFiles(
        named ? List.of() : beside(input, MaterialNames.BUNDLES),
        named(signature, input, MaterialNames.SIGNATURES),
        named(certificate, input, MaterialNames.CERTIFICATES),
        List.of());
  }

  /** Something that surprises whoever expects one of several files to be taken. */
  Optional<String> note(Input input) {
    List<Path> bundles =
        bundle == null && signature == null && certificate == null
            ? paths(input, MaterialNames.BUNDLES)
            : List.of();
    return bundles.size() > 1
        ? Optional.of(
            "Note: "
                + String.join(" and ", bundles.stream().map(Path::toString).toList())
                + " exist; all are verified.")
        : Optional.empty();
  }

  private static List<MaterialFile> named(@Nullable Path file, Input input, List<String> suffixes)
      throws CannotVerifyException {
    return file == null ? beside(input, suffixes) : List.of(ArtifactFiles.signatureFile(file));
  }

  private static List<MaterialFile> beside(Input input, List<String> suffixes)
      throws CannotVerifyException {
    List<MaterialFile> files = new ArrayList<>();
    for (Path path : paths(input, suffixes)) {
      files.add(ArtifactFiles.signatureFile(path));
    }
    return files;
  }

  private static List<Path> paths(Input input, List<String> suffixes) {
    return input instanceof Input.OfFile file
        ? suffixes.stream()
            .map(suffix -> Path.of(file.path() + suffix))
            .filter(Files::exists)
            .toList()
        : List.of();
  }
}
