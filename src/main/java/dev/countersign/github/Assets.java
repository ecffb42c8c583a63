package dev.countersign.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.port.Asset;
import dev.countersign.verification.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the assets of releases over REST: GraphQL tells neither their numeric ids nor their digests
 * nor whether an upload has ended.
 *
 * @see <a href="https://docs.github.com/en/rest/releases/releases">REST API: releases</a>
 */
final class Assets {
  private static final String SHA_256 = "sha256:";

  private Assets() {}

  /** Those whose upload has ended; of the others there is nothing to compare yet. */
  static List<Asset> of(JsonNode release) throws IOException {
    List<Asset> assets = new ArrayList<>();
    for (JsonNode node : release.path("assets")) {
      if (Json.text(node, "/state").equals("uploaded")) {
        assets.add(
            new Asset(
                Json.number(node, "/id"),
                Json.text(node, "/name"),
                Json.number(node, "/size"),
                digest(node)));
      }
    }
    return assets;
  }

  /** {@code sha256:HEX}; servers of older versions give none. */
  private static Optional<Digest> digest(JsonNode asset) throws IOException {
    String text = asset.path("digest").asText("");
    if (!text.startsWith(SHA_256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Digest(Digest.Algorithm.SHA_256, text.substring(SHA_256.length())));
    } catch (IllegalArgumentException e) {
      throw new IOException("expected the digest of an asset, found " + text, e);
    }
  }
}
