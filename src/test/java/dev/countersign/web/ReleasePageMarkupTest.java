package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.report.ReleasePage;
import dev.countersign.report.ReleasePages;
import dev.countersign.verification.Release;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages consist of: threat rows 21 and 26, and that everybody can read them. */
class ReleasePageMarkupTest extends PageFixture {
  private static final String HOSTILE =
      "\u202E</code></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
          + "[x](javascript:alert(1)) ${7*7} \u0000@octocat";

  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "header",
          "main",
          "footer",
          "section",
          "div",
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "ul",
          "li",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "a",
          "code",
          "pre",
          "small",
          "strong",
          "em",
          "br",
          "details",
          "summary",
          "blockquote");

  @TestFactory
  Stream<DynamicTest> isMadeOfHarmlessPartsThatEverybodyCanRead() {
    return Map.of(
            "verified", ReleasePages.pyconfr(),
            "rejected", ReleasePages.rejected(),
            "hostile", ReleasePages.hostile(HOSTILE),
            "waiting", ReleasePages.waiting(),
            "broken policy", ReleasePages.brokenPolicy())
        .entrySet()
        .stream()
        .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> check(show(page.getValue()))));
  }

  @Test
  void alsoTheCatalogueOfReasonCodesAndThePageForWhatIsNotThere() {
    check(Jsoup.parse(server.get(server.uri("/reason-codes")).body()));
    check(Jsoup.parse(server.get(server.uri("/a/b/releases/c")).body()));
  }

  @Test
  @Tag("threat-21")
  @Tag("threat-26")
  void showsForeignTextAsTextEverywhere() {
    Document page = show(ReleasePages.hostile(HOSTILE));

    String visible = HOSTILE.replace("\u202E", "‹U+202E›").replace("\u0000", "‹U+0000›");
    assertThat(page.select("code").eachText()).filteredOn(visible::equals).hasSizeGreaterThan(6);
    assertThat(page.wholeText()).doesNotContain("\u202E", "\u0000", "49 ");
    assertThat(page.select("script, img")).isEmpty();
    assertThat(page.select("a[href^=javascript]")).isEmpty();
  }

  @Test
  @Tag("threat-21")
  @Tag("threat-26")
  void showsForeignTextOfAnExplanationAsTextToo() {
    assertThat(show(ReleasePages.brokenPolicy()).select("code").eachText())
        .contains("contents.unlisted: <img src=x> is no choice");
    assertThat(show(ReleasePages.waiting()).select("code").eachText()).contains("<b>*</b>");
  }

  @Test
  @Tag("threat-21")
  @Tag("threat-26")
  void letsNoMarkupOfAnExplanationThrough() {
    String html =
        Explanation.html(
            "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=x>b</b>"
                + " [y](data:text/html,x) ![i](https://evil.example/i.png) [z](https://github.com)");

    Document document = Jsoup.parse(html);
    assertThat(document.select("script, b, img, [onclick]")).isEmpty();
    assertThat(document.select("a").eachAttr("href")).containsExactly("", "", "https://github.com");
    assertThat(document.text()).contains("<script>alert(1)</script>", "<b onclick=x>b</b>");
  }

  @Test
  void saysHowItEndedInWordsAndNotInColourAlone() {
    assertThat(show(ReleasePages.pyconfr()).select(".result.good").text()).isEqualTo("✅ Verified");
    assertThat(show(ReleasePages.rejected()).select(".result.bad").text())
        .isEqualTo("❌ Not verified");
    assertThat(show(ReleasePages.waiting()).select(".result.open").text())
        .isEqualTo("⏳ In progress");
    assertThat(show(ReleasePages.brokenPolicy()).select(".result.open").text())
        .isEqualTo("❔ Could not be verified");
  }

  @Test
  void saysWhatWasConcludedBefore() {
    Release release = ReleasePages.release("octo-org/octo-app", "v1.2.0");
    server.keep(release, ReleasePages.page(release, Conclusion.SUCCESS, "it was verified"));
    server.keep(release, ReleasePages.page(release, Conclusion.FAILURE, "it is not verified"));

    Document rejected = parse(server.get(server.address(release)));
    assertThat(row(rejected, "Concluded")).isEqualTo("2025-09-01 10:05:00 UTC");
    assertThat(row(rejected, "Until then"))
        .isEqualTo("it was verified (since 2025-09-01 10:05:00 UTC)");

    server.keep(release, ReleasePages.page(release, null, "looking again"));

    Document inProgress = parse(server.get(server.address(release)));
    assertThat(row(inProgress, "Before this look"))
        .isEqualTo("it is not verified (since 2025-09-01 10:05:00 UTC)");
    assertThat(inProgress.text()).doesNotContain("Until then");
  }

  @Test
  void leadsFromEachReasonCodeToItsMeaning() {
    Document codes = Jsoup.parse(server.get(server.uri("/reason-codes")).body());
    Document page = show(ReleasePages.rejected());

    List<String> links = page.select("a[href*=reason-codes]").eachAttr("href");
    assertThat(links).contains("/app/reason-codes#TAG_MOVED", "/app/reason-codes#FILE_UNLISTED");
    for (String link : links) {
      assertThat(codes.getElementById(link.substring(link.indexOf('#') + 1))).isNotNull();
    }
  }

  @Test
  void foldsWhatIsLongAndLeavesOpenWhatIsShort() {
    assertThat(show(ReleasePages.withEntries(100)).select("details").hasAttr("open")).isTrue();
    Document folded = show(ReleasePages.withEntries(101));
    assertThat(folded.select("details").hasAttr("open")).isFalse();
    assertThat(folded.select("details tbody tr")).hasSize(101);
  }

  @Test
  void showsAHundredThousandEntriesAndHowManyMoreThereAre() {
    Document page = show(ReleasePages.withEntries(100_003));

    assertThat(page.select("details tbody tr")).hasSize(100_000);
    assertThat(page.text()).contains("All entries (100,003)", "3 more are left out");
  }

  private Document show(ReleasePage page) {
    Release release = ReleasePages.release("octo-org/octo-app", "v1.2.0");
    HttpResponse<String> response = server.get(server.keep(release, page));
    assertThat(response.statusCode()).isEqualTo(200);
    Document document = parse(response);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains(
            "'sha256-" + hash(Objects.requireNonNull(document.select("style").first())) + "'");
    return document;
  }

  private static Document parse(HttpResponse<String> response) {
    return Jsoup.parse(response.body());
  }

  private static void check(Document page) {
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.title()).endsWith(" · Countersign");
    assertThat(page.select("meta[name=description]").attr("content")).isNotBlank();
    assertThat(page.select("main")).hasSize(1);
    assertThat(page.getAllElements().eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.getAllElements())
        .extracting(Element::normalName)
        .filteredOn(name -> !name.equals("#root"))
        .isSubsetOf(ELEMENTS);
    assertThat(page.getAllElements())
        .flatExtracting(element -> element.attributes().asList())
        .extracting(Attribute::getKey)
        .isSubsetOf("lang", "charset", "name", "content", "class", "scope", "href", "open", "id");
    checkHeadings(page);
    checkTables(page);
    assertThat(page.select("details")).allMatch(part -> part.child(0).is("summary"));
    assertThat(page.select("a").eachAttr("href"))
        .allMatch(
            link ->
                link.startsWith("https://github.com/")
                    || link.startsWith("https://search.sigstore.dev/?logIndex=")
                    || link.startsWith("/app/reason-codes#"));
    assertThat(page.select("a").eachText()).allMatch(text -> !text.isBlank());
  }

  private static void checkHeadings(Document page) {
    assertThat(page.select("h1")).hasSize(1);
    int last = 0;
    for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
      int level = heading.normalName().charAt(1) - '0';
      assertThat(level).as(heading.text()).isBetween(1, last + 1);
      assertThat(heading.text()).isNotBlank();
      last = level;
    }
  }

  private static void checkTables(Document page) {
    for (Element header : page.select("th")) {
      assertThat(header.text()).isNotBlank();
      boolean inHead = header.closest("thead") != null;
      assertThat(header.attr("scope")).as(header.text()).isEqualTo(inHead ? "col" : "row");
    }
    assertThat(page.select("table")).allMatch(table -> !table.select("th").isEmpty());
    assertThat(page.select("table > caption")).allMatch(caption -> !caption.text().isBlank());
  }

  private static String row(Document page, String name) {
    return page.select("th").stream()
        .filter(header -> header.text().equals(name))
        .map(header -> Objects.requireNonNull(header.parent()).select("td").text())
        .findFirst()
        .orElse("");
  }

  private static String hash(Element style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(style.data().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
