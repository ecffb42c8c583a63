package dev.countersign.report;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.verification.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A change that somebody proposes, by what it does to releases.
 *
 * @param pullRequest its number; empty for a merge group
 * @param fromFork whether it comes from another repository
 * @param newestTag tag of the newest release; empty where none is known
 * @param verdicts of the materials that it adds or alters: one for each release that they belong
 *     to, that of the newest release first
 * @param brought manifests that it adds or alters, or whose signature files it does
 * @param ofOlderReleases those of them that belong to a release which is not the newest, by path
 *     its tag
 * @param removed manifests that it deletes
 * @param changesConfiguration whether it alters the configuration file
 * @param configurationOrigin where the configuration would be if the change were merged
 * @param configurationErrors why it could not be understood then
 * @param workflows files of signing workflows that it alters
 */
public record ProposedChange(
    Optional<Integer> pullRequest,
    boolean fromFork,
    Optional<String> newestTag,
    List<Verdict> verdicts,
    List<String> brought,
    Map<String, String> ofOlderReleases,
    List<String> removed,
    boolean changesConfiguration,
    PolicyOrigin configurationOrigin,
    List<PolicyError> configurationErrors,
    List<String> workflows) {
  public ProposedChange {
    Objects.requireNonNull(pullRequest, "pullRequest");
    Objects.requireNonNull(newestTag, "newestTag");
    verdicts = List.copyOf(verdicts);
    brought = List.copyOf(brought);
    ofOlderReleases = Map.copyOf(ofOlderReleases);
    removed = List.copyOf(removed);
    Objects.requireNonNull(configurationOrigin, "configurationOrigin");
    configurationErrors = List.copyOf(configurationErrors);
    workflows = List.copyOf(workflows);
  }
}
