package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.report.ReleasePage;
import dev.countersign.report.ReleasePages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PageBytesTest {
  @Test
  void leaveOutTheListsOfAPageThatIsTooLarge() {
    ReleasePage page = ReleasePages.pyconfr();
    byte[] whole = PageBytes.of(page, 100_000);

    assertThat(PageBytes.read(PageBytes.of(page, whole.length))).contains(page);
    assertThat(PageBytes.read(PageBytes.of(page, whole.length - 1))).contains(page.withoutLists());
  }

  @Test
  void ofTheGreatestPageAreKeptWhole() {
    ReleasePage page = ReleasePages.withEntries(100_000);

    assertThat(PageBytes.of(page, VerdictStore.MAX_PAGE_BYTES).length)
        .isLessThan(VerdictStore.MAX_PAGE_BYTES / 2);
    assertThat(PageBytes.read(PageBytes.of(page, VerdictStore.MAX_PAGE_BYTES))).contains(page);
  }

  @Test
  void ofAnotherVersionMaySayMore() {
    assertThat(
            PageBytes.read(
                gzip(
                    """
                    {"repository": "o/r", "repositoryUrl": "https://github.com/o/r", "tag": "v1",
                     "commit": "c", "conclusion": null, "title": "t", "lead": "", "new": 1,
                     "explanation": "e", "lists": []}
                    """)))
        .isPresent();
  }

  static byte[] gzip(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
