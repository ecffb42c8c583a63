package dev.countersign.report;

import static dev.countersign.report.ReportLimitsTest.assertSound;
import static dev.countersign.report.ReportLimitsTest.hostile;
import static dev.countersign.report.ReportLimitsTest.hostileSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.report.CheckReport.Conclusion;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports on changes and on what is awaited, and notices, keep the limits too. */
class ChangeLimitsTest {
  private static final Pattern MENTION = Pattern.compile("@[A-Za-z]|#[0-9]");
  private static final URI PAGE = URI.create("https://countersign.example/o/r/releases/v1");

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tag("threat-21")
  void aHostileChangeNeverBecomesMarkupNorPasses(int seed) {
    Random random = new Random(seed);
    List<Verdict> verdicts =
        some(
            random,
            3,
            () ->
                new Verdict(
                    Verdicts.release("octo-org/octo-app", "v" + hostile(random)),
                    List.of(hostileSet(random))));
    Map<String, String> older = new HashMap<>();
    some(random, 30, () -> hostile(random)).forEach(path -> older.put(path, hostile(random)));
    List<String> brought = some(random, 30, () -> hostile(random));
    List<String> removed = some(random, 30, () -> hostile(random));
    List<PolicyError> errors =
        random.nextInt(4) == 0
            ? some(random, 3_000, () -> new PolicyError(1, 1, hostile(random)))
            : List.of();
    ProposedChange change =
        new ProposedChange(
            Optional.of(7),
            random.nextBoolean(),
            random.nextBoolean() ? Optional.empty() : Optional.of(hostile(random)),
            verdicts,
            brought,
            older,
            removed,
            random.nextBoolean(),
            random.nextBoolean()
                ? new PolicyOrigin.OwnFile()
                : new PolicyOrigin.OwnersFile(RepositoryName.parse("octo-org/.github")),
            errors,
            some(random, 30, () -> hostile(random)));

    CheckReport report = CheckReports.change(change);

    assertSound(report);
    boolean touches =
        Stream.of(verdicts, brought, removed, errors).anyMatch(list -> !list.isEmpty());
    assertThat(report.conclusion().orElseThrow() == Conclusion.NEUTRAL).isEqualTo(!touches);
    assertThat(report.conclusion()).isNotEqualTo(Optional.of(Conclusion.SUCCESS));
    assertNotice(Notice.of(report, Optional.of(PAGE)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tag("threat-21")
  void hostileRunsNeverBecomeMarkup(int seed) {
    Random random = new Random(seed);
    Awaited awaited =
        new Awaited(
            Verdicts.release("octo-org/octo-app", hostile(random) + "v"),
            hostile(random),
            List.of("x" + hostile(random)),
            Instant.parse("2025-09-01T10:04:10Z"),
            Instant.parse("2025-09-01T10:34:10Z"),
            Map.of("y", hostile(random)),
            some(
                random,
                9,
                () ->
                    new Awaited.Run(
                        hostile(random),
                        URI.create(
                            random.nextBoolean()
                                ? "https://github.com/octo-org/octo-app/actions/runs/1"
                                : "javascript:alert(1)"),
                        random.nextBoolean() ? Optional.of(hostile(random)) : Optional.empty())));
    for (CheckReport report :
        List.of(
            CheckReports.waiting(awaited),
            CheckReports.timedOut(awaited),
            CheckReports.workflowFailed(awaited),
            CheckReports.tagMoved(hostile(random), hostile(random)),
            CheckReports.withdrawn(hostile(random)))) {
      assertSound(report);
      assertNotice(Notice.of(report, Optional.of(PAGE)));
    }
    assertInert(Notice.resolved(hostile(random)));
  }

  private static void assertNotice(Notice notice) {
    assertThat(notice.markdown().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Notice.MAX_BYTES);
    assertThat(notice.title().lines()).hasSize(1);
    assertInert(notice.markdown());
  }

  private static void assertInert(String markdown) {
    RenderedMarkdown rendered = new RenderedMarkdown(markdown);
    assertThat(rendered.texts).noneMatch(MENTION.asPredicate());
    assertThat(rendered.html).isEmpty();
    assertThat(rendered.images).isZero();
    assertThat(rendered.links)
        .allMatch(link -> link.startsWith("https://") && !link.contains("evil"));
  }

  private static <T> List<T> some(Random random, int below, Supplier<T> one) {
    List<T> items = new ArrayList<>();
    int count = random.nextInt(below);
    for (int i = 0; i < count; i++) {
      items.add(one.get());
    }
    return items;
  }
}
