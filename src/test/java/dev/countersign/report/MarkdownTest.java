package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "@octocat",
        "#1",
        "octo-org/octo-app#1",
        "https://evil.example",
        "www.evil.example",
        "a@evil.example",
        "**bold** _it_ ~~gone~~",
        "[x](https://evil.example)",
        "![x](https://evil.example)",
        "<script>alert(1)</script>",
        "<!-- hidden -->",
        "</details>",
        "&lt;b&gt; &#64;octocat",
        "a|b",
        "a\\|b",
        "a\\\\|b",
        "|",
        "\\",
        "`",
        "``",
        "a`b",
        "`a`",
        "a``b```c",
        " leading",
        "trailing ",
        " both ",
        "` `",
        "```sh",
        "$x^2$",
        ":rocket:"
      })
  @Tag("threat-21")
  void showsForeignTextAsItIsAndMakesNothingOfIt(String foreign) {
    RenderedMarkdown inParagraph = new RenderedMarkdown("see " + Markdown.code(foreign) + " there");
    RenderedMarkdown inTable =
        new RenderedMarkdown(
            Markdown.tableHead("a", "b") + "\n" + Markdown.row(Markdown.code(foreign), "end"));

    assertThat(inParagraph.codes).containsExactly(foreign);
    assertThat(inParagraph.texts).containsExactly("see ", " there");
    assertThat(inTable.codes).containsExactly(foreign);
    assertThat(inTable.texts).containsExactly("a", "b", "end");
    assertThat(inTable.rowLengths).containsExactly(2, 2);
    assertThat(List.of(inParagraph, inTable))
        .allSatisfy(
            rendered -> {
              assertThat(rendered.links).isEmpty();
              assertThat(rendered.html).isEmpty();
              assertThat(rendered.images).isZero();
            });
  }

  @Test
  void namesTextThatShowsNothing() {
    assertThat(Markdown.code("")).isEqualTo("(empty)");
    assertThat(Markdown.code("   ")).isEqualTo("(3 spaces)");
  }

  @Test
  void putsForeignTextOnOneLine() {
    assertThat(Markdown.code("a\n# b\r\n")).isEqualTo("`a‹U+000A›# b‹U+000D›‹U+000A›`");
  }

  @Test
  @Tag("threat-21")
  void capsForeignText() {
    assertThat(Markdown.code("x".repeat(1_000))).hasSize(Markdown.MAX_VALUE + 2).endsWith("…`");
  }

  @Test
  void quotesEveryWordOfASentenceThatIsNotPlain() {
    assertThat(
            Markdown.sentence(
                "The file a/b.txt (of @octocat, #1) has 900 MB: see https://evil.example."
                    + " It's GitHub-hosted, deadbeef 1234567 *x* &amp; `y`."))
        .isEqualTo(
            "The file `a/b.txt` (of `@octocat`, `#1`) has 900 MB: see `https://evil.example`."
                + " It's GitHub-hosted, `deadbeef` `1234567` `*x*` `&amp`; `` `y` ``.");
  }

  @Test
  void fencesCodeThatHasFences() {
    String block = Markdown.codeBlock("sh", "a\n```\nb ```` c");
    assertThat(new RenderedMarkdown(block).codeBlocks).containsExactly("a\n```\nb ```` c\n");
  }
}
