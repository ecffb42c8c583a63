package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaterialSetTest {
  private static final MaterialFile MANIFEST =
      new MaterialFile("checksums.txt", ("ab".repeat(32) + "  a\n").getBytes(UTF_8));
  private static final MaterialFile BUNDLE =
      new MaterialFile("checksums.txt.sigstore", "{}".getBytes(UTF_8));

  @Test
  void readsItsManifestOnceForAllThreads() {
    MaterialSet set = set(List.of());

    assertThat(IntStream.range(0, 100).parallel().mapToObj(i -> set.listing()).toList())
        .allMatch(listing -> listing == set.listing());
    assertThat(set.listing().entries()).extracting(ManifestEntry::path).containsExactly("a");
  }

  @Test
  void readsItsManifestOnceWhateverElseBecomesKnownOfItsSigning() {
    MaterialSet set = set(List.of());
    SignatureFiles withBundle = SignatureFiles.ofBundle(BUNDLE);

    assertThat(set.with(withBundle).signatureFiles()).isEqualTo(withBundle);
    assertThat(set.with(withBundle).listing()).isSameAs(set.listing());
  }

  @Test
  void isEqualToASetOfTheSameFiles() {
    assertThat(set(List.of(BUNDLE)))
        .isEqualTo(set(List.of(BUNDLE)))
        .hasSameHashCodeAs(set(List.of(BUNDLE)))
        .isNotEqualTo(set(List.of()));
  }

  private static MaterialSet set(List<MaterialFile> bundles) {
    return new MaterialSet(MANIFEST, bundles, List.of(), List.of());
  }
}
