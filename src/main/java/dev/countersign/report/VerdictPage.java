package dev.countersign.report;

import dev.countersign.report.ReleasePage.ByHand;
import dev.countersign.report.ReleasePage.Certificate;
import dev.countersign.report.ReleasePage.CheckLine;
import dev.countersign.report.ReleasePage.Concern;
import dev.countersign.report.ReleasePage.Contents;
import dev.countersign.report.ReleasePage.Entry;
import dev.countersign.report.ReleasePage.Evidence;
import dev.countersign.report.ReleasePage.SignedList;
import dev.countersign.verification.Check;
import dev.countersign.verification.Claim;
import dev.countersign.verification.ContentsResult;
import dev.countersign.verification.EntryResult;
import dev.countersign.verification.Finding;
import dev.countersign.verification.ReasonCode;
import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.Status;
import dev.countersign.verification.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of one verdict. */
final class VerdictPage {
  private final Release release;
  private final VerdictReport report;
  private final PageRoom room = new PageRoom();

  VerdictPage(Verdict verdict, List<WorkflowChange> changes) {
    release = verdict.release();
    report = new VerdictReport(verdict, changes);
  }

  ReleasePage page() {
    return ReleasePage.of(
        release,
        report.conclusion(),
        report.title(),
        report.lead(Markup.PLAIN),
        report.notes(Markup.PLAIN),
        "",
        report.sets().stream().map(this::list).toList());
  }

  private SignedList list(SetVerdict set) {
    return new SignedList(
        plain(set.manifestPath()),
        SetText.result(set),
        set.verified(),
        set.signing()
            .filter(facts -> set.verified())
            .map(facts -> SetText.facts(release, set, facts, Markup.PLAIN))
            .orElse(List.of()),
        concerns(set),
        Arrays.stream(Check.values()).map(check -> check(check, set)).toList(),
        set.signing()
            .map(
                facts ->
                    new Certificate(SigningText.CLAIMED, SigningText.claims(facts, Markup.PLAIN)))
            .orElseGet(() -> new Certificate(SigningText.UNREADABLE, List.of())),
        set.signing().map(facts -> SigningText.log(facts, Markup.PLAIN)).orElse(List.of()),
        ManualCommand.of(release, set)
            .map(line -> new ByHand(ManualCommand.INTRODUCTION, line, ManualCommand.LIMITS))
            .orElseGet(() -> new ByHand(ManualCommand.NONE, "", "")),
        contents(set.contents()));
  }

  private static CheckLine check(Check check, SetVerdict set) {
    return new CheckLine(
        check.title(),
        CheckGuide.question(check),
        CheckMark.of(check, set).mark(),
        FindingText.foundBy(check, set, Markup.PLAIN));
  }

  private List<Concern> concerns(SetVerdict set) {
    return Stream.of(Status.FAILED, Status.UNDECIDED, Status.WARNING)
        .flatMap(status -> FindingKind.group(set.withStatus(status)).entrySet().stream())
        .map(kind -> concern(kind.getKey(), kind.getValue()))
        .toList();
  }

  private Concern concern(FindingKind kind, List<Finding> findings) {
    ReasonCode reason = kind.reason();
    return new Concern(
        kind.title(Markup.PLAIN),
        reason.why(),
        reason.remedy(),
        reason.name(),
        room.rows(
            findings.stream(),
            VerdictPage::evidence,
            evidence -> evidence.expected().length() + evidence.found().length()));
  }

  private static Evidence evidence(Finding finding) {
    String about =
        Stream.concat(
                finding.claim().map(Claim::title).stream(),
                finding.line().stream().mapToObj(line -> "line " + Wording.number(line)))
            .collect(Collectors.joining(", "));
    return new Evidence(
        about,
        plain(finding.expected()),
        plain(finding.actual()),
        LookAlikes.note(finding.expected(), finding.actual(), Markup.PLAIN).orElse(""));
  }

  private Contents contents(ContentsResult contents) {
    return new Contents(
        ContentsCount.of(contents),
        room.rows(
            contents.entries().stream().filter(EntriesText::isWrong),
            VerdictPage::entry,
            VerdictPage::size),
        room.rows(
            contents.entries().stream().filter(Predicate.not(EntriesText::isWrong)),
            VerdictPage::entry,
            VerdictPage::size),
        GitInternalsText.of(contents).stream().map(group -> group.title(Markup.PLAIN)).toList(),
        room.rows(contents.unlisted().stream(), VerdictPage::plain, String::length),
        room.rows(contents.earlierMaterials().stream(), VerdictPage::plain, String::length));
  }

  private static Entry entry(EntryResult result) {
    EntryText text = EntryText.of(result);
    return new Entry(
        result.entry().line(),
        plain(result.entry().path()),
        text.mark(),
        text.outcome().apply(Markup.PLAIN),
        result.entry().digest().hex());
  }

  private static int size(Entry entry) {
    return entry.path().length() + entry.outcome().length();
  }

  private static String plain(String foreign) {
    return Markup.PLAIN.code(foreign);
  }
}
