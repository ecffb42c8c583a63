package dev.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verification.ReasonCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of reason codes in the documentation is what the code says. */
class ReasonCodesPageTest {
  private static final String INTRODUCTION =
      """
      # Reason codes

      Every finding of Countersign that is not a pass has one of these codes. Their names never
      change, so scripts can rely on them. The texts are the ones that the check run shows.
      """;

  @Test
  void theCatalogueIsUpToDate() {
    String codes =
        Arrays.stream(ReasonCode.values())
            .filter(code -> code != ReasonCode.VERIFIED)
            .map(ReasonCodesPageTest::section)
            .collect(Collectors.joining());
    Golden.assertMatches(Path.of("src/site/markdown/reason-codes.md"), INTRODUCTION + codes);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFIED")
  void everyCodeSaysWhatWhyAndWhatToDoInWholeSentences(ReasonCode code) {
    assertThat(code.meaning()).matches("[A-Z].{10,75}\\.");
    assertThat(code.why()).matches("[A-Z].{10,}\\.");
    assertThat(code.remedy()).matches("[A-Z].{10,}\\.");
    assertThat(Wording.clause(code.meaning())).as("fits into a title").matches("[a-z].*[^.]");
  }

  private static String section(ReasonCode code) {
    return """

        ## %s

        %s

        - **Why it matters:** %s
        - **What to do:** %s
        """
        .formatted(
            code.name(),
            Markdown.sentence(code.meaning()),
            Markdown.sentence(code.why()),
            Markdown.sentence(code.remedy()));
  }
}
