package dev.countersign.verification;

import java.util.List;
import java.util.Objects;

/**
 * A manifest with every signature file committed beside it.
 *
 * @param manifest the checksums file, in the format of {@code sha256sum}
 * @param bundles Sigstore bundles ({@code .sigstore.json}, {@code .sigstore}, {@code .bundle})
 * @param signatures detached signatures ({@code .sig}), base64
 * @param certificates signing certificates ({@code .crt}, {@code .pem}), PEM
 */
public record MaterialSet(
    MaterialFile manifest,
    List<MaterialFile> bundles,
    List<MaterialFile> signatures,
    List<MaterialFile> certificates) {
  public MaterialSet {
    Objects.requireNonNull(manifest, "manifest");
    bundles = List.copyOf(bundles);
    signatures = List.copyOf(signatures);
    certificates = List.copyOf(certificates);
  }

  /** Whether any signature file is beside the manifest. */
  public boolean isSigned() {
    return !(bundles.isEmpty() && signatures.isEmpty() && certificates.isEmpty());
  }
}
