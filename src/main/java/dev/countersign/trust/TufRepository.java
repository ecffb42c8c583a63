package dev.countersign.trust;

import dev.sigstore.json.GsonSupplier;
import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import dev.sigstore.tuf.model.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * A TUF repository of trusted roots, and the root metadata that trust in it starts from.
 *
 * @param url base URL, without a slash at its end
 * @param firstRoot content of a {@code root.json}; newer versions are accepted as far as a chain of
 *     signatures leads from it
 * @param patience how long one file may take from the request to its last byte
 * @see <a href="https://theupdateframework.github.io/specification/latest/">TUF specification</a>
 */
public record TufRepository(URI url, String firstRoot, Duration patience) {
  /** How long one file may take unless another patience is given. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final URI PUBLIC_GOOD = URI.create("https://tuf-repo-cdn.sigstore.dev");
  private static final URI STAGING = URI.create("https://tuf-repo-cdn.sigstage.dev");

  /**
   * Checks the form of the first root, not yet its signatures.
   *
   * @throws IllegalArgumentException if it is no root metadata
   */
  public TufRepository {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(patience, "patience");
    try {
      if (GsonSupplier.GSON.get().fromJson(firstRoot, Root.class) == null) {
        throw new IllegalArgumentException("expected the root metadata of TUF, found nothing");
      }
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("expected the root metadata of TUF, found other text", e);
    }
  }

  /** The same with the usual {@link #PATIENCE}. */
  public TufRepository(URI url, String firstRoot) {
    this(url, firstRoot, PATIENCE);
  }

  /** The same with another patience. */
  public TufRepository withPatience(Duration other) {
    return new TufRepository(url, firstRoot, other);
  }

  /** Sigstore's public instance. */
  public static TufRepository publicGood() {
    return publicGoodAt(PUBLIC_GOOD);
  }

  /** A mirror of Sigstore's public instance. */
  public static TufRepository publicGoodAt(URI url) {
    return new TufRepository(url, resource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE));
  }

  /** Sigstore's staging instance. */
  public static TufRepository staging() {
    return new TufRepository(STAGING, resource(SigstoreTufClient.STAGING_ROOT_RESOURCE));
  }

  private static String resource(String name) {
    try {
      return RootProvider.fromResource(name).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
