package dev.countersign.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * Every file that stands beside an artifact and speaks of its signing.
 *
 * @param bundles bundles of Sigstore or cosign ({@code .sigstore.json}, {@code .sigstore}, {@code
 *     .bundle})
 * @param signatures detached signatures ({@code .sig}), base64
 * @param certificates signing certificates ({@code .crt}, {@code .pem}), PEM
 * @param logEntries the transparency log's answers to {@link LogQuery}, where one was asked
 */
public record SignatureFiles(
    List<MaterialFile> bundles,
    List<MaterialFile> signatures,
    List<MaterialFile> certificates,
    List<MaterialFile> logEntries) {
  public SignatureFiles {
    bundles = List.copyOf(bundles);
    signatures = List.copyOf(signatures);
    certificates = List.copyOf(certificates);
    logEntries = List.copyOf(logEntries);
  }

  /** One bundle and nothing else. */
  public static SignatureFiles ofBundle(MaterialFile bundle) {
    return new SignatureFiles(List.of(bundle), List.of(), List.of(), List.of());
  }

  /** The same with one more answer of the log. */
  public SignatureFiles withLogEntry(MaterialFile answer) {
    List<MaterialFile> more = new ArrayList<>(logEntries);
    more.add(answer);
    return new SignatureFiles(bundles, signatures, certificates, more);
  }

  /** Whether there is any; what the log answered alone is none. */
  public boolean areThere() {
    return !(bundles.isEmpty() && signatures.isEmpty() && certificates.isEmpty());
  }

  /** Names of the files, for the reader. */
  String names() {
    List<String> names = new ArrayList<>();
    for (List<MaterialFile> files : List.of(bundles, signatures, certificates)) {
      files.forEach(file -> names.add(file.fileName()));
    }
    return String.join(", ", names);
  }
}
