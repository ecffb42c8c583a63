package dev.countersign.verification;

import java.util.List;
import java.util.Objects;

/**
 * A manifest with every signature file committed beside it.
 *
 * @param manifest the checksums file, in the format of {@code sha256sum}
 * @param signatureFiles what speaks of its signing
 */
public record MaterialSet(MaterialFile manifest, SignatureFiles signatureFiles) {
  public MaterialSet {
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(signatureFiles, "signatureFiles");
  }

  /** A set about which no log was asked. */
  public MaterialSet(
      MaterialFile manifest,
      List<MaterialFile> bundles,
      List<MaterialFile> signatures,
      List<MaterialFile> certificates) {
    this(manifest, new SignatureFiles(bundles, signatures, certificates, List.of()));
  }

  /** The manifest's bundles. */
  public List<MaterialFile> bundles() {
    return signatureFiles.bundles();
  }

  /** The manifest's detached signatures. */
  public List<MaterialFile> signatures() {
    return signatureFiles.signatures();
  }

  /** The manifest's certificates. */
  public List<MaterialFile> certificates() {
    return signatureFiles.certificates();
  }

  /** What was signed, if anything was. */
  public Artifact artifact() {
    return Artifact.of(manifest.path(), manifest.content());
  }

  /** Whether any signature file is beside the manifest. */
  public boolean isSigned() {
    return signatureFiles.areThere();
  }
}
