package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A manifest with every signature file committed beside it. Immutable, but for remembering what the
 * manifest says once that was asked for.
 */
public final class MaterialSet {
  private final MaterialFile manifest;
  private final SignatureFiles signatureFiles;
  private final Listing listing;

  /**
   * Puts a set together.
   *
   * @param manifest the checksums file
   * @param signatureFiles what speaks of its signing
   */
  public MaterialSet(MaterialFile manifest, SignatureFiles signatureFiles) {
    this(manifest, signatureFiles, new Listing(manifest));
  }

  /** A set about which no log was asked. */
  public MaterialSet(
      MaterialFile manifest,
      List<MaterialFile> bundles,
      List<MaterialFile> signatures,
      List<MaterialFile> certificates) {
    this(manifest, new SignatureFiles(bundles, signatures, certificates, List.of()));
  }

  private MaterialSet(MaterialFile manifest, SignatureFiles signatureFiles, Listing listing) {
    this.manifest = Objects.requireNonNull(manifest, "manifest");
    this.signatureFiles = Objects.requireNonNull(signatureFiles, "signatureFiles");
    this.listing = listing;
  }

  /** The same manifest with these signature files. */
  public MaterialSet with(SignatureFiles files) {
    return new MaterialSet(manifest, files, listing);
  }

  /** The checksums file. */
  public MaterialFile manifest() {
    return manifest;
  }

  /** What the checksums file says; read when first asked for, whoever signed it. */
  public Manifest listing() {
    return listing.read();
  }

  /** What speaks of the manifest's signing. */
  public SignatureFiles signatureFiles() {
    return signatureFiles;
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
    return Artifact.of(manifest);
  }

  /** Whether any signature file is beside the manifest. */
  public boolean isSigned() {
    return signatureFiles.areThere();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaterialSet that
        && manifest.equals(that.manifest)
        && signatureFiles.equals(that.signatureFiles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(manifest, signatureFiles);
  }

  @Override
  public String toString() {
    return manifest + " with " + signatureFiles;
  }

  /** The manifest's content, read once. */
  private static final class Listing {
    private final MaterialFile file;
    private @Nullable Manifest read;

    Listing(MaterialFile file) {
      this.file = file;
    }

    synchronized Manifest read() {
      Manifest manifest = read;
      if (manifest == null) {
        manifest = Manifest.parse(file.uncopied());
        read = manifest;
      }
      return manifest;
    }
  }
}
