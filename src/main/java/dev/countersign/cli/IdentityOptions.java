package dev.countersign.cli;

import dev.countersign.verification.ExpectedRelease;
import dev.countersign.verification.IdentityPolicy;
import dev.countersign.verification.RepositoryName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who must have signed. */
final class IdentityOptions {
  private static final String GITHUB = "https://github.com";
  private static final String TAGS = "refs/tags/";

  @Option(
      names = "--cert-identity",
      paramLabel = "SAN",
      converter = Converters.Text.class,
      description = "The certificate's whole subject alternative name.")
  private @Nullable String subjectAlternativeName;

  @Option(
      names = "--cert-oidc-issuer",
      paramLabel = "URL",
      converter = Converters.Text.class,
      defaultValue = "https://token.actions.githubusercontent.com",
      description = "Who vouched for the identity; GitHub Actions unless given.")
  private String issuer = "";

  @Option(
      names = "--trigger",
      paramLabel = "EVENT",
      converter = Converters.Text.class,
      description = "The event that started the workflow.")
  private @Nullable String trigger;

  @Option(
      names = "--repository",
      paramLabel = "OWNER/REPO",
      converter = Converters.Repository.class,
      description = "The repository that the workflow ran in.")
  private @Nullable RepositoryName repository;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      converter = Converters.Text.class,
      description = "The Git ref that the workflow ran for: refs/tags/v1.")
  private @Nullable String ref;

  @Option(
      names = "--sha",
      paramLabel = "COMMIT",
      converter = Converters.Text.class,
      description =
          "The commit that the workflow ran at; for an attestation by GitHub, the object that the"
              + " tag names.")
  private @Nullable String commit;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      converter = Converters.Text.class,
      description = "The workflow's name.")
  private @Nullable String workflowName;

  /** What is wrong with these options together. */
  Optional<String> problem() {
    if (subjectAlternativeName == null && repository == null) {
      return Optional.of("--cert-identity or --repository is required");
    }
    if (isGitHubRelease()
        && (repository == null
            || ref == null
            || !ref.startsWith(TAGS)
            || trigger != null
            || workflowName != null)) {
      return Optional.of(
          "GitHub's attestation of a release is verified with --repository and --ref refs/tags/TAG,"
              + " perhaps --sha, and nothing about a workflow");
    }
    return Optional.empty();
  }

  /** All of them as one policy. */
  IdentityPolicy policy() {
    if (isGitHubRelease()) {
      return IdentityPolicy.ofGitHubRelease(
          new ExpectedRelease(
              Objects.requireNonNull(repository),
              OptionalLong.empty(),
              OptionalLong.empty(),
              Objects.requireNonNull(ref).substring(TAGS.length()),
              commit == null ? Set.of() : Set.of(commit),
              Optional.empty()));
    }
    IdentityPolicy.Builder policy = IdentityPolicy.builder().issuer(issuer);
    if (subjectAlternativeName != null) {
      policy.subjectAlternativeName(subjectAlternativeName);
    }
    if (trigger != null) {
      policy.trigger(trigger);
    }
    if (repository != null) {
      policy.repository(repository, GITHUB);
    }
    if (ref != null) {
      policy.ref(ref);
    }
    if (commit != null) {
      policy.commit(commit);
    }
    if (workflowName != null) {
      policy.workflowName(workflowName);
    }
    return policy.build();
  }

  private boolean isGitHubRelease() {
    return IdentityPolicy.GITHUB_RELEASES.equals(subjectAlternativeName);
  }
}
