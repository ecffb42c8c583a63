package dev.countersign.report;

import dev.countersign.verification.Claim;
import dev.countersign.verification.Release;
import dev.countersign.verification.SetVerdict;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A workflow file that signed a release and is not, byte for byte, what it was at the release
 * before. That is worth a look and no fault: whoever can edit the workflow decides what is signed.
 *
 * @param path of the file, from the repository's root
 * @param formerTag tag of the release before
 * @param formerCommit object id of the commit of that tag
 * @param isNew whether the release before did not have the file
 */
public record WorkflowChange(String path, String formerTag, String formerCommit, boolean isNew) {
  /** Where GitHub Actions looks for workflows; nothing else can have signed. */
  private static final String FOLDER = ".github/workflows/";

  private static final String LOOK =
      "That is no fault if it was meant: look whether it was, since this file decides what is"
          + " signed.";

  private static final int MOST_WORKFLOWS = 3;
  private static final int LONGEST_PATH = 1_000;

  public WorkflowChange {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(formerTag, "formerTag");
    Objects.requireNonNull(formerCommit, "formerCommit");
  }

  /**
   * Paths of the release's own workflow files that the certificates of a verdict name, at most
   * three. Of a reusable workflow of another repository it is the caller.
   */
  public static List<String> workflows(Verdict verdict) {
    return verdict.sets().stream()
        .map(SetVerdict::signing)
        .flatMap(facts -> facts.stream())
        .flatMap(facts -> path(facts, verdict.release()))
        .filter(path -> path.startsWith(FOLDER) && path.length() <= LONGEST_PATH)
        .distinct()
        .limit(MOST_WORKFLOWS)
        .toList();
  }

  private static Stream<String> path(SigningFacts facts, Release release) {
    String called = facts.subjectAlternativeName();
    String caller = facts.claims().getOrDefault(Claim.BUILD_CONFIG_URI.oid(), called);
    return Stream.of(caller, called)
        .flatMap(uri -> SigningWorkflow.of(uri, release).stream())
        .map(SigningWorkflow::path)
        .limit(1);
  }

  /** What a reader of the release should know. */
  String note(Release release, Markup markup) {
    String former = markup.code(formerTag, Title.MAX_NAME);
    return isNew
        ? "%s The release before, %s, does not have %s. %s"
            .formatted(
                markup.strong("The signing workflow is new."), former, markup.code(path), LOOK)
        : "%s %s is not the file that it was at the release before: %s. %s"
            .formatted(
                markup.strong("The signing workflow changed."),
                markup.code(path),
                markup.link(
                    "compare %s with %s"
                        .formatted(former, markup.code(release.tag(), Title.MAX_NAME)),
                    comparison(release)),
                LOOK);
  }

  private String comparison(Release release) {
    return "%s/compare/%s...%s".formatted(release.repositoryUrl(), formerCommit, release.commit());
  }
}
