package dev.countersign.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.Tree;
import dev.countersign.verification.Glob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaterialNamesTest {
  private static final byte[] CONTENT = "x".getBytes(UTF_8);

  @Test
  void countsOnlyFilesThatHaveASignatureBesideThem() {
    Tree tree =
        new FakeMaterialSource()
            .commit(
                "a".repeat(40),
                Map.of(
                    "notes.txt", CONTENT,
                    "checksums-1.txt", CONTENT,
                    "checksums-1.txt.sig", CONTENT,
                    "checksums-1.txt.sigstore", CONTENT,
                    "lonely.txt.sig", CONTENT));

    assertThat(MaterialNames.filesOfSets(tree.entries(), List.of(Glob.ofPath("*.txt"))))
        .containsExactlyInAnyOrder(
            "checksums-1.txt", "checksums-1.txt.sig", "checksums-1.txt.sigstore");
  }
}
