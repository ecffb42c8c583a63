package dev.countersign.simulation.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.simulation.github.GraphQlFields.Stored;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Contents of files in GraphQL: text, as far as they are text, and not too much of it. */
final class GraphQlBlob {
  private static final int MOST_BYTES = 512_000;

  /** Where Git looks for a NUL. */
  private static final int SNIFFED = 8_000;

  private GraphQlBlob() {}

  static TypeRuntimeWiring.Builder wire(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("byteSize", GraphQlFields.of(Stored.class, b -> b.content().length))
        .dataFetcher("isBinary", GraphQlFields.of(Stored.class, b -> isBinary(b.content())))
        .dataFetcher(
            "isTruncated", GraphQlFields.of(Stored.class, b -> b.content().length > MOST_BYTES))
        .dataFetcher("text", GraphQlFields.of(Stored.class, b -> text(b.content())));
  }

  private static boolean isBinary(byte[] content) {
    for (int i = 0; i < Math.min(content.length, SNIFFED); i++) {
      if (content[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String text(byte[] content) {
    return isBinary(content)
        ? null
        : new String(Arrays.copyOf(content, Math.min(content.length, MOST_BYTES)), UTF_8);
  }
}
