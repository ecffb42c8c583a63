package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.verification.ContentsPolicy.Unlisted;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ContentsCheckTest extends ContentsScene {
  @Test
  void matchesAFileOfTheTag() {
    ContentsResult contents = check(line("app", "app.py"), Unlisted.FAIL);

    assertThat(contents.ofKind(EntryResult.MatchesTag.class)).hasSize(1);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void findsADifferentFile() {
    check(line("app", "app.py") + line("other", "lib.py"), Unlisted.FAIL, "lib.py");

    assertThat(reasons()).containsExactly(ReasonCode.CONTENTS_DIFFER);
  }

  @Test
  void findsAListedFileThatTheTagLacks() {
    check(line("app", "app.py") + line("gone", "gone.py"), Unlisted.FAIL);

    assertThat(reasons()).containsExactly(ReasonCode.FILE_MISSING);
  }

  @Test
  @Tag("threat-17")
  void neverFoldsCaseInPaths() {
    check(line("app", "app.py") + line("app", "App.py"), Unlisted.FAIL);

    assertThat(reasons()).containsExactly(ReasonCode.FILE_MISSING);
  }

  @Test
  @Tag("threat-17")
  void neverFoldsUnicodeInPaths() {
    check(
        line("app", "app.py") + line("further", "caf\u00e9.py"), Unlisted.IGNORE, "cafe\u0301.py");

    assertThat(reasons()).containsExactly(ReasonCode.FILE_MISSING);
  }

  @Test
  void neverTakesALineOfGitInternalsForAFile() {
    check(line("app", ".GIT/HEAD") + line("app", "app.py"), Unlisted.FAIL);

    assertThat(reasons()).containsExactly(ReasonCode.FILE_MISSING);
  }

  @Test
  @Tag("threat-16")
  void rejectsAManifestOfCommentsAlone() {
    check("# nothing\n", Unlisted.IGNORE);

    assertThat(reasons()).containsExactly(ReasonCode.MANIFEST_EMPTY, ReasonCode.NOTHING_MATCHED);
  }

  @Test
  void refusesATreeInWhichTwoEntriesAreListedAsOne() {
    assertThatThrownBy(() -> check(line("app", "app.py"), Unlisted.FAIL, "a\ufffd", "a\ufffd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two entries");
  }

  @Test
  @Tag("threat-18")
  void neverFollowsASymbolicLink() {
    check(line("app", "app.py") + line("app", "link"), Unlisted.FAIL);

    assertThat(reasons()).containsExactly(ReasonCode.NOT_A_REGULAR_FILE);
  }

  @Test
  @Tag("threat-16")
  void failsOnAFileThatNobodyListed() {
    ContentsResult contents = check(line("app", "app.py"), Unlisted.FAIL, "extra.py");

    assertThat(contents.unlisted()).containsExactly("extra.py");
    assertThat(reasons()).containsExactly(ReasonCode.FILE_UNLISTED);
  }

  @Test
  @Tag("threat-16")
  void warnsOfAFileThatNobodyListed() {
    check(line("app", "app.py"), Unlisted.WARN, "extra.py");

    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder())
        .extracting(Finding::status, Finding::reason)
        .contains(tuple(Status.WARNING, ReasonCode.FILE_UNLISTED));
  }

  @Test
  @Tag("threat-16")
  void rejectsAnEmptyManifest() {
    check("", Unlisted.IGNORE);

    assertThat(reasons()).containsExactly(ReasonCode.MANIFEST_EMPTY, ReasonCode.NOTHING_MATCHED);
  }

  @Test
  @Tag("threat-19")
  void comparesNothingWithAManifestThatIsTooLongToRead() {
    ContentsResult contents =
        check(line("other", "app.py") + "\n".repeat(Manifest.MAX_LINES), Unlisted.FAIL);

    assertThat(contents).isEqualTo(ContentsResult.NOTHING_COMPARED);
    assertThat(findings.inOrder())
        .extracting(Finding::status, Finding::reason)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                Status.UNDECIDED, ReasonCode.CONTENT_LIMIT_REACHED));
  }

  @Test
  @Tag("threat-16")
  void rejectsAManifestThatListsOnlyItselfAndGitInternals() {
    check(line("", MANIFEST) + line(COMMIT + "\n", ".git/HEAD"), Unlisted.IGNORE);

    assertThat(reasons()).containsExactly(ReasonCode.NOTHING_MATCHED);
  }

  @Test
  @Tag("threat-17")
  void rejectsOnePathWithTwoDigests() {
    check(line("app", "app.py") + line("other", "./app.py"), Unlisted.FAIL);

    assertThat(reasons())
        .containsExactly(ReasonCode.MANIFEST_ENTRY_CONFLICT, ReasonCode.CONTENTS_DIFFER);
  }

  @Test
  void saysOnWhichLineOfTheManifestAProblemIs() {
    check(line("app", "app.py") + "nonsense\n" + line("other", "./app.py"), Unlisted.FAIL);

    assertThat(findings.inOrder())
        .extracting(Finding::reason, Finding::line)
        .containsExactly(
            tuple(ReasonCode.MANIFEST_LINE_UNREADABLE, OptionalInt.of(2)),
            tuple(ReasonCode.MANIFEST_ENTRY_CONFLICT, OptionalInt.of(3)),
            tuple(ReasonCode.CONTENTS_DIFFER, OptionalInt.empty()));
  }

  @Test
  void acceptsTheManifestsOwnEntryOverTheLinesAboveIt() {
    String above = line("app", "app.py");

    ContentsResult contents = check(above + line(above, MANIFEST), Unlisted.FAIL);

    assertThat(contents.ofKind(EntryResult.ManifestItself.class)).hasSize(1);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void warnsOfAnOwnEntryThatFitsNothing() {
    check(line("app", "app.py") + line("nonsense", MANIFEST), Unlisted.FAIL);

    assertThat(reasons()).isEmpty();
    assertThat(findings.inOrder())
        .extracting(Finding::reason)
        .contains(ReasonCode.SELF_ENTRY_DIFFERS);
  }

  @Test
  void confirmsNoObjectThatTheTagDoesNotHave() {
    ContentsResult contents =
        check(
            line("app", "app.py") + line("x", ".git/objects/12/" + "3".repeat(38)), Unlisted.FAIL);

    assertThat(contents.ofKind(EntryResult.GitInternalNotCheckable.class)).hasSize(1);
  }
}
