package dev.countersign.report;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.Release;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is said about one release, as the data of a page: for a verdict everything found, else
 * what the check run says. Foreign text in it is made visible and still to be escaped.
 *
 * @param repository name: {@code OWNER/REPO}
 * @param repositoryUrl where the repository is browsed
 * @param tag name of the tag
 * @param commit object id of the commit that the tag points at
 * @param conclusion how the check run ended; null while it is in progress
 * @param title that of the check run, one line
 * @param lead the verdict in one sentence, and what follows from it; empty where there is none
 * @param notes what else a reader should know, a sentence or two each
 * @param explanation Markdown of the check run where there is no verdict, foreign text as code in
 *     it; else empty
 * @param lists the signed lists of a verdict, the worst first
 */
public record ReleasePage(
    String repository,
    String repositoryUrl,
    String tag,
    String commit,
    @Nullable Conclusion conclusion,
    String title,
    String lead,
    List<String> notes,
    String explanation,
    List<SignedList> lists) {
  private static final String UNRESERVED = "-._~";

  public ReleasePage {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(repositoryUrl, "repositoryUrl");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(lead, "lead");
    Objects.requireNonNull(explanation, "explanation");
    // Pages that were kept before there were notes have none.
    notes = notes == null ? List.of() : List.copyOf(notes);
    lists = List.copyOf(lists);
  }

  /** The page of a verdict. */
  public static ReleasePage of(Verdict verdict) {
    return of(verdict, List.of());
  }

  /** The same, with what became of the workflow files that signed. */
  public static ReleasePage of(Verdict verdict, List<WorkflowChange> changes) {
    return new VerdictPage(verdict, changes).page();
  }

  /** The page of a report that is not about a verdict. */
  public static ReleasePage of(Release release, CheckReport report) {
    return of(
        release,
        report.conclusion().orElse(null),
        report.title(),
        "",
        List.of(),
        report.summary(),
        List.of());
  }

  static ReleasePage of(
      Release release,
      @Nullable Conclusion conclusion,
      String title,
      String lead,
      List<String> notes,
      String explanation,
      List<SignedList> lists) {
    return new ReleasePage(
        release.repository().fullName(),
        release.repositoryUrl(),
        Markup.PLAIN.code(release.tag()),
        release.commit(),
        conclusion,
        title,
        lead,
        notes,
        explanation,
        lists);
  }

  /**
   * Where the page of a release is: {@code BASE/OWNER/REPO/releases/TAG}. Slashes of the tag stay;
   * everything else that is not a letter or digit of ASCII, or one of {@code -._~}, is
   * percent-encoded.
   *
   * @param baseUrl how others reach the server, without a slash at its end
   */
  public static URI address(URI baseUrl, RepositoryName repository, String tag) {
    StringBuilder address = new StringBuilder(baseUrl.toString());
    address.append('/').append(repository.fullName()).append("/releases/");
    for (byte octet : tag.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letterOrDigit || c == '/' || UNRESERVED.indexOf(c) >= 0) {
        address.append(c);
      } else {
        address.append("%%%02X".formatted((int) c));
      }
    }
    return URI.create(address.toString());
  }

  /** A time as pages write it: {@code 2023-02-13 15:17:00 UTC}. */
  public static String time(Instant instant) {
    return Wording.time(instant);
  }

  /** What is verified, for a reader who has never heard of it. */
  public static String introduction() {
    return CheckGuide.INTRODUCTION;
  }

  /** How the check run ended; empty while it is in progress. */
  public Optional<Conclusion> concluded() {
    return Optional.ofNullable(conclusion);
  }

  /** The same without the signed lists, for where they are too much to be kept. */
  public ReleasePage withoutLists() {
    return new ReleasePage(
        repository,
        repositoryUrl,
        tag,
        commit,
        conclusion,
        title,
        lead,
        notes,
        "The details of this verdict are too long to be kept. The check run shows most of them.",
        List.of());
  }

  /**
   * What was found about one signed list.
   *
   * @param manifest where it is committed
   * @param result what the manual command says first: {@code OK}
   * @param verified whether every check passed
   * @param facts what a reader wants to know first; empty if it is not verified
   * @param concerns what failed, could not be decided or is worth a look, the worst first
   * @param checks every check with its result
   * @param certificate what the signing certificate says
   * @param log what is known of the log entry
   * @param byHand how to check it oneself
   * @param contents the comparison with the tag
   */
  public record SignedList(
      String manifest,
      String result,
      boolean verified,
      List<Fact> facts,
      List<Concern> concerns,
      List<CheckLine> checks,
      Certificate certificate,
      List<Fact> log,
      ByHand byHand,
      Contents contents) {
    public SignedList {
      Objects.requireNonNull(manifest, "manifest");
      Objects.requireNonNull(result, "result");
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(byHand, "byHand");
      Objects.requireNonNull(contents, "contents");
      facts = List.copyOf(facts);
      concerns = List.copyOf(concerns);
      checks = List.copyOf(checks);
      log = List.copyOf(log);
    }
  }

  /**
   * A named value.
   *
   * @param link address that says more, or empty
   */
  public record Fact(String name, String value, String link) {
    Fact(String name, String value) {
      this(name, value, "");
    }

    /** A row of a table in Markdown, where {@code value} is Markdown. */
    String row() {
      return Markdown.row(name, value);
    }
  }

  /**
   * Findings that mean the same.
   *
   * @param title a mark, the check and what the findings mean
   * @param why why it matters
   * @param remedy what to do
   * @param code reason code
   * @param evidence one row for each finding
   */
  public record Concern(
      String title, String why, String remedy, String code, Rows<Evidence> evidence) {}

  /**
   * One finding.
   *
   * @param about line of the manifest or claim of the certificate; may be empty
   * @param expected may be empty
   * @param found may be empty
   * @param note letters to look closely at; may be empty
   */
  public record Evidence(String about, String expected, String found, String note) {}

  /**
   * How one check ended.
   *
   * @param question what it asks
   * @param mark the result, which reads without colour
   * @param found may be empty
   */
  public record CheckLine(String name, String question, String mark, String found) {}

  /**
   * The signing certificate.
   *
   * @param introduction how to read the claims, or why there are none
   */
  public record Certificate(String introduction, List<Claim> claims) {
    public Certificate {
      Objects.requireNonNull(introduction, "introduction");
      claims = List.copyOf(claims);
    }
  }

  /**
   * Something that a certificate says.
   *
   * @param where what of the certificate says it, such as an object identifier; may be empty
   */
  public record Claim(String name, String value, String where) {}

  /**
   * How to check the checker.
   *
   * @param introduction what the command does, or why there is none
   * @param command for a POSIX shell; may be empty
   * @param limits what it does not do; empty where there is none
   */
  public record ByHand(String introduction, String command, String limits) {}

  /**
   * The comparison of a signed list with the tag.
   *
   * @param count all of it in numbers
   * @param attention entries that something is wrong with
   * @param others the other entries
   * @param gitInternals why entries below {@code .git/} are taken as they are
   * @param unlisted files of the tag that no entry covers
   * @param earlierMaterials files of the tag that are materials of earlier releases
   */
  public record Contents(
      String count,
      Rows<Entry> attention,
      Rows<Entry> others,
      List<String> gitInternals,
      Rows<String> unlisted,
      Rows<String> earlierMaterials) {
    public Contents {
      gitInternals = List.copyOf(gitInternals);
    }
  }

  /**
   * An entry of a signed list.
   *
   * @param line from 1
   * @param mark a sign that reads without colour
   * @param digest the listed one, in hex
   */
  public record Entry(int line, String path, String mark, String outcome, String digest) {}

  /**
   * Rows of a table.
   *
   * @param shown as many as a page has room for
   * @param more how many are left out
   */
  public record Rows<T>(List<T> shown, int more) {
    public Rows {
      shown = List.copyOf(shown);
    }

    /** How many there are. */
    public int count() {
      return shown.size() + more;
    }
  }
}
