package dev.countersign.web;

import dev.countersign.history.KeptVerdict;
import dev.countersign.history.KeptVerdict.Concluded;
import dev.countersign.report.ReleasePage;
import dev.countersign.report.ReleasePage.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Since when a conclusion holds, and what was concluded before. */
final class Course {
  private Course() {}

  static List<Fact> of(KeptVerdict verdict, ReleasePage page) {
    List<Fact> facts = new ArrayList<>();
    Optional<Concluded> last = verdict.concluded();
    if (page.concluded().isEmpty()) {
      last.ifPresent(
          before ->
              facts.add(
                  new Fact(
                      "Before this look",
                      "%s (since %s)".formatted(before.title(), ReleasePage.time(before.at())),
                      "")));
      return facts;
    }
    last.ifPresent(now -> facts.add(new Fact("Concluded", ReleasePage.time(now.at()), "")));
    verdict
        .change()
        .ifPresent(
            before ->
                facts.add(
                    new Fact(
                        "Until then",
                        "%s (since %s)".formatted(before.title(), ReleasePage.time(before.at())),
                        "")));
    return facts;
  }
}
