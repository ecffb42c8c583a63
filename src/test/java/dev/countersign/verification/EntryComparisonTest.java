package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each kind of entry, and what it does to the verdict. */
class EntryComparisonTest extends ContentsScene {
  @Test
  void matchesAnAssetOfTheRelease() {
    assets = List.of(asset("app.whl", "wheel"));

    ContentsResult contents = check(line("wheel", "dist/app.whl"), Unlisted.IGNORE);

    assertThat(contents.ofKind(EntryResult.MatchesAsset.class)).hasSize(1);
    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder()).extracting(Finding::status).doesNotContain(Status.UNDECIDED);
  }

  @Test
  void findsAnAssetThatWasReplaced() {
    assets = List.of(asset("app.whl", "another wheel"));

    check(line("app", "app.py") + line("wheel", "dist/app.whl"), Unlisted.IGNORE);

    assertThat(reasons()).containsExactly(ReasonCode.ASSET_MISMATCH);
  }

  @Test
  void comparesAPathOfTheTagWithTheTagWhateverAssetHasTheName() {
    assets = List.of(asset("app.py", "other"));

    check(line("other", "app.py"), Unlisted.IGNORE);

    assertThat(reasons()).containsExactly(ReasonCode.CONTENTS_DIFFER, ReasonCode.NOTHING_MATCHED);
  }

  @Test
  void leavesOpenWhatALimitLeftUnread() {
    unread = Set.of("big.bin");

    ContentsResult contents =
        check(line("app", "app.py") + line("x", "big.bin"), Unlisted.FAIL, "big.bin");

    assertThat(contents.ofKind(EntryResult.NotRead.class)).hasSize(1);
    assertThat(contents.ofKind(EntryResult.MatchesTag.class)).hasSize(1);
    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder())
        .filteredOn(finding -> finding.check() == Check.CONTENTS)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.UNDECIDED);
              assertThat(finding.reason()).isEqualTo(ReasonCode.CONTENT_LIMIT_REACHED);
              assertThat(finding.actual()).isEqualTo("too many bytes; not read: big.bin");
            });
  }

  @Test
  void leavesOpenAnAssetThatALimitLeftUnread() {
    assets = List.of(new ReleaseAsset("app.whl", Map.of()));

    check(line("app", "app.py") + line("wheel", "app.whl"), Unlisted.FAIL);

    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder()).extracting(Finding::status).contains(Status.UNDECIDED);
  }

  @Test
  void doesNotClaimThatNothingMatchedWhereNothingWasRead() {
    unread = Set.of("app.py");

    check(line("app", "app.py"), Unlisted.FAIL);

    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder()).extracting(Finding::status).contains(Status.UNDECIDED);
  }

  @Test
  void explainsADifferenceByWhatHasTheListedDigest() {
    known = List.of(new KnownContent("app.py", Resemblance.CRLF_LINE_ENDS, digest("crlf")));

    ContentsResult contents = check(line("crlf", "app.py"), Unlisted.FAIL);

    assertThat(contents.ofKind(EntryResult.DiffersFromTag.class))
        .extracting(EntryResult.DiffersFromTag::resemblance)
        .containsExactly(Optional.of(Resemblance.CRLF_LINE_ENDS));
    assertThat(reasons()).containsExactly(ReasonCode.CONTENTS_DIFFER, ReasonCode.NOTHING_MATCHED);
  }

  @Test
  void explainsADifferenceByAnAlias() {
    ContentsResult contents =
        check(line("app", "app.py") + line("app", "APP.py"), Unlisted.FAIL, "APP.py");

    assertThat(contents.ofKind(EntryResult.DiffersFromTag.class))
        .extracting(EntryResult.DiffersFromTag::resemblance)
        .containsExactly(Optional.of(Resemblance.CASE_ALIAS));
  }

  @Test
  void explainsNoDifferenceByAnotherFilesContent() {
    known = List.of(new KnownContent("lib.py", Resemblance.CRLF_LINE_ENDS, digest("crlf")));

    ContentsResult contents = check(line("crlf", "app.py"), Unlisted.FAIL, "lib.py");

    assertThat(contents.ofKind(EntryResult.DiffersFromTag.class))
        .extracting(EntryResult.DiffersFromTag::resemblance)
        .containsExactly(Optional.empty());
  }

  @Test
  void namesTheFileThatAMissingOneMayMean() {
    ContentsResult contents =
        check(line("app", "App.py") + line("further", "moved.py"), Unlisted.FAIL, "lib.py");

    assertThat(contents.ofKind(EntryResult.Missing.class))
        .extracting(missing -> missing.nearest().orElseThrow())
        .containsExactly("app.py", "lib.py");
  }

  @Test
  void acceptsManifestsThatListEachOther() {
    MaterialFile first =
        file("checksums-1.txt", line("app", "app.py") + line("", "checksums-2.txt"));
    String top = line("app", "app.py");
    MaterialFile second =
        file(
            "checksums-2.txt",
            top
                + line(new String(first.content(), UTF_8), "checksums-1.txt")
                + line("", "checksums-2.txt"));

    for (MaterialFile manifest : List.of(first, second)) {
      ContentsResult contents = check(List.of(first, second), manifest, Unlisted.FAIL, List.of());

      assertThat(contents.ofKind(EntryResult.ManifestItselfDiffers.class)).isEmpty();
      assertThat(reasons()).isEmpty();
    }
  }

  @Test
  void acceptsTheFirstLinesOfAnotherManifest() {
    String top = line("app", "app.py");
    MaterialFile first = file("checksums-1.txt", top + line(top, "checksums-2.txt"));
    MaterialFile second = file("checksums-2.txt", top + line("app", "app.py"));

    ContentsResult contents = check(List.of(first, second), first, Unlisted.FAIL, List.of());

    assertThat(contents.ofKind(EntryResult.ManifestItself.class)).hasSize(1);
  }

  @Test
  void warnsOfAnotherManifestWithAnotherContent() {
    MaterialFile first =
        file("checksums-1.txt", line("app", "app.py") + line("x", "checksums-2.txt"));
    MaterialFile second = file("checksums-2.txt", line("app", "app.py"));

    check(List.of(first, second), first, Unlisted.FAIL, List.of());

    assertThat(findings.inOrder())
        .extracting(Finding::reason)
        .contains(ReasonCode.SELF_ENTRY_DIFFERS);
  }

  @Test
  void tellsEarlierMaterialsFromOtherUnlistedFiles() {
    earlier = Set.of("checksums-0.txt");

    ContentsResult contents =
        check(line("app", "app.py"), Unlisted.FAIL, "checksums-0.txt", "extra.py");

    assertThat(contents.earlierMaterials()).containsExactly("checksums-0.txt");
    assertThat(contents.unlisted()).containsExactly("extra.py");
  }

  @Test
  void remembersFewAliasesOfAPathHoweverManyThereAre() {
    List<String> aliases =
        IntStream.range(0, 1 << 8)
            .mapToObj(
                bits ->
                    IntStream.range(0, 8)
                        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "a" : "A")
                        .collect(Collectors.joining()))
            .toList();

    assertThat(new NearbyFiles(tree(aliases)).caseAliases("AAAAAAAA"))
        .hasSize(NearbyFiles.MOST_ALIASES)
        .doesNotContain("AAAAAAAA");
  }
}
